"use client";

import { useRouter } from "next/navigation";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Field, Input, Select } from "#components/ui/form/field.tsx";
import { itemsQuery } from "#lib/item/rules.ts";
import { ITEM_STATES, type ItemFilter, itemFilterSchema } from "#lib/item/schema.ts";
import type { SegmentColumn } from "#lib/item/search/queries.ts";
import { SEARCH } from "./words.ts";

type ItemsFilterProps = {
  action: string;
  filter: ItemFilter;
  segments: readonly SegmentColumn[];
  /** Which texts a search looks at */
  searched: string;
};

/** The filter lives in the address. Choosing applies at once; without scripts the button does. */
export function ItemsFilter({ action, filter, segments, searched }: ItemsFilterProps) {
  const router = useRouter();
  function apply(form: HTMLFormElement) {
    const wanted = itemFilterSchema.parse(Object.fromEntries(new FormData(form)));
    router.push(`${action}${itemsQuery(filter, { ...wanted, page: 1 })}`);
  }
  const { search, state, gold, segment } = filter;
  const isFiltered = search !== "" || state !== undefined || gold !== undefined || segment !== "";
  return (
    <form
      action={action}
      // The search takes the width that is left; the buttons stand in line with the fields and not with their labels.
      className="flex flex-wrap items-start gap-3 [&>:first-child]:min-w-full [&>:first-child]:flex-1 lg:[&>:first-child]:min-w-80 [&>:not(:first-child,:last-child)]:max-w-60 lg:[&>:last-child]:pt-[26px]"
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
      <Field label="Search" help={`${searched} ${SEARCH.help}`}>
        {(wiring) => (
          <Input
            {...wiring}
            type="search"
            name="search"
            defaultValue={filter.search}
            placeholder={SEARCH.placeholder}
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
      {(segments.length > 0 || segment !== "") && <SegmentField chosen={segment} segments={segments} />}
      <span className="flex items-center gap-2">
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

function SegmentField({ chosen, segments }: { chosen: string; segments: readonly SegmentColumn[] }) {
  const addresses = segments.flatMap(({ column, values }) => values.map((value) => `${column}=${value}`));
  return (
    <Field label="Segment">
      {(wiring) => (
        <Select {...wiring} name="segment" defaultValue={chosen}>
          <option value="">any</option>
          {chosen !== "" && !addresses.includes(chosen) && <option>{chosen}</option>}
          {segments.map(({ column, values }) => (
            <optgroup key={column} label={column}>
              {values.map((value) => (
                <option key={value} value={`${column}=${value}`}>
                  {value}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
