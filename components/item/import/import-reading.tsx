"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field, Select } from "#components/ui/form/field.tsx";
import { ENCODINGS, type Encoding } from "#lib/formats/source.ts";
import { changeReadingAction } from "#lib/item/import/actions.ts";
import type { Preview } from "#lib/item/import/rules/preview.ts";
import type { Dialect } from "#lib/item/reading/rules.ts";
import type { Reading } from "#lib/item/reading/schema.ts";
import { DELIMITERS, ENCODING_NAMES, encodingAskedInWords, READING_HELP, surveyInWords } from "./words.ts";

type ImportReadingProps = { projectId: string; importNo: number; preview: Preview };

/** How the bytes of the file become rows. A change is read at once. */
export function ImportReading({ projectId, importNo, preview }: ImportReadingProps) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const { declared, survey } = preview;
  // What was chosen shows at once; where the file cannot be read so, it goes back.
  const [dialect, showDialect] = useOptimistic(preview.dialect);

  function read(reading: Reading, change: Partial<Dialect>) {
    setFault(null);
    startTransition(async () => {
      showDialect({ ...dialect, ...change });
      const result = await changeReadingAction(projectId, importNo, reading);
      if (result.ok) router.refresh();
      else setFault(Object.values(result.fields)[0] ?? result.message);
    });
  }

  return (
    <Card title="How the file is read" aside="Changes apply at once">
      <div className="space-y-4">
        {preview.needsEncoding && survey && (
          <EncodingQuestion
            shown={dialect.encoding}
            unreadable={survey.unreadable}
            isPending={isPending}
            onChoose={(encoding) => read({ ...declared, encoding }, { encoding })}
          />
        )}
        <div className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1.2fr]">
          {dialect.format !== "jsonl" && (
            <Delimiter
              value={dialect.delimiter}
              isDisabled={isPending}
              // Quotes and header are detected again under another delimiter.
              onChoose={(delimiter) => read({ encoding: declared.encoding, delimiter }, { delimiter })}
            />
          )}
          <Field label="Encoding">
            {(wiring) => (
              <Select
                {...wiring}
                value={dialect.encoding}
                disabled={isPending}
                onChange={(event) => {
                  const encoding = ENCODINGS.find((candidate) => candidate === event.target.value);
                  if (encoding) read({ ...declared, encoding }, { encoding });
                }}
              >
                {ENCODINGS.map((encoding) => (
                  <option key={encoding} value={encoding}>
                    {ENCODING_NAMES[encoding]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {dialect.format !== "jsonl" && (
            <div className="space-y-3 sm:max-lg:col-span-2 lg:pt-1">
              <Checkbox
                label="First row is data"
                help={headerHelp(preview)}
                checked={!dialect.hasHeader}
                disabled={isPending}
                onChange={({ target }) => {
                  const hasHeader = !target.checked;
                  read({ ...declared, hasHeader }, { hasHeader });
                }}
              />
              <Checkbox
                label="Quotes enclose cells"
                checked={dialect.hasQuotes}
                disabled={isPending}
                onChange={({ target }) => {
                  const hasQuotes = target.checked;
                  read({ ...declared, hasQuotes }, { hasQuotes });
                }}
              />
            </div>
          )}
        </div>
        {fault && <Callout tone="bad">{fault}</Callout>}
        {survey && <SurveyNotes notes={surveyInWords(survey)} />}
      </div>
    </Card>
  );
}

function headerHelp({ dialect, declared }: Preview): string {
  if (dialect.hasHeader) return READING_HELP.hasHeader;
  return declared.hasHeader === undefined ? READING_HELP.noHeaderFound : READING_HELP.noHeader;
}

type DelimiterProps = { value: string; isDisabled: boolean; onChoose: (delimiter: string) => void };

function Delimiter({ value, isDisabled, onChoose }: DelimiterProps) {
  const names = Object.hasOwn(DELIMITERS, value) ? DELIMITERS : { ...DELIMITERS, [value]: value };
  return (
    <Field label="Delimiter">
      {(wiring) => (
        <Select
          {...wiring}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChoose(event.target.value)}
        >
          {Object.entries(names).map(([delimiter, name]) => (
            <option key={delimiter} value={delimiter}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type EncodingQuestionProps = {
  shown: Encoding;
  unreadable: number;
  isPending: boolean;
  onChoose: (encoding: Encoding) => void;
};

function EncodingQuestion({ shown, unreadable, isPending, onChoose }: EncodingQuestionProps) {
  return (
    <Callout tone="gold" title={READING_HELP.notUtf8}>
      <p>{encodingAskedInWords(shown, unreadable)}</p>
      <p className="mt-1">{READING_HELP.saveAsUtf8}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button kind="primary" isPending={isPending} onClick={() => onChoose("windows-1252")}>
          Read as Windows-1252
        </Button>
        <Button disabled={isPending} onClick={() => onChoose("utf-8")}>
          Read as UTF-8
        </Button>
      </div>
    </Callout>
  );
}

function SurveyNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 ps-5 text-[13.5px] text-ink-2">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
