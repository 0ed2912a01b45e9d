"use client";

import { useRouter } from "next/navigation";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Field, Input, Select } from "#components/ui/form/field.tsx";
import { itemsQuery } from "#lib/item/rules.ts";
import { ITEM_STATES, type ItemFilter, itemFilterSchema } from "#lib/item/schema.ts";

/** The filter lives in the address. Choosing applies at once; without scripts the button does. */
export function ItemsFilter({ action, filter }: { action: string; filter: ItemFilter }) {
  const router = useRouter();
  function apply(form: HTMLFormElement) {
    const wanted = itemFilterSchema.parse(Object.fromEntries(new FormData(form)));
    router.push(`${action}${itemsQuery(filter, { ...wanted, page: 1 })}`);
  }
  const isFiltered = filter.search !== "" || filter.state !== undefined || filter.gold !== undefined;
  return (
    <form
      action={action}
      className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(12rem,1fr)_auto_auto_auto_auto] max-sm:[&>:first-child]:col-span-2 max-sm:[&>:nth-child(n+4)]:col-span-2"
      // The fields start again with each filter, also when one goes back.
      key={JSON.stringify(filter)}
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) apply(event.currentTarget);
      }}
    >
      <Field label="Search">
        {(wiring) => (
          <Input
            {...wiring}
            type="search"
            name="search"
            defaultValue={filter.search}
            placeholder="Query, title or item id"
          />
        )}
      </Field>
      <Field label="State">
        {(wiring) => (
          <Select {...wiring} name="state" defaultValue={filter.state ?? ""}>
            <option value="">any</option>
            {ITEM_STATES.map((state) => (
              <option key={state}>{state}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Gold">
        {(wiring) => (
          <Select {...wiring} name="gold" defaultValue={filter.gold ?? ""}>
            <option value="">any</option>
            <option value="yes">gold only</option>
            <option value="no">not gold</option>
          </Select>
        )}
      </Field>
      <Field label="Order">
        {(wiring) => (
          <Select {...wiring} name="sort" defaultValue={filter.sort}>
            <option value="no">by number</option>
            <option value="query">by query</option>
            <option value="judgments">most judged first</option>
            <option value="spread">least agreed first</option>
          </Select>
        )}
      </Field>
      <span className="flex gap-2">
        <Button type="submit" className="h-[38px]">
          Apply filter
        </Button>
        {isFiltered && (
          <ButtonLink kind="quiet" href={action}>
            Clear filter
          </ButtonLink>
        )}
      </span>
    </form>
  );
}
