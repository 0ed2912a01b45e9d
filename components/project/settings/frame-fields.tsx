import * as z from "zod";
import { FRAME_HELP } from "#components/project/words.ts";
import { Field, Input, Textarea } from "#components/ui/form/field.tsx";

export const frameShape = z.object({ name: z.string(), question: z.string() });

export type Frame = z.output<typeof frameShape>;

type FrameFieldsProps = {
  frame: Frame;
  faults: Readonly<Record<string, string>>;
  onChange: (frame: Frame) => void;
};

/** What the project is called and what it asks. */
export function FrameFields({ frame, faults, onChange }: FrameFieldsProps) {
  return (
    <div className="max-w-2xl space-y-4">
      <Field label="Name" help={FRAME_HELP.name} error={faults.name}>
        {(wiring) => (
          <Input
            {...wiring}
            value={frame.name}
            maxLength={120}
            onChange={(event) => onChange({ ...frame, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Question" help={FRAME_HELP.question} error={faults.question}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={300}
            value={frame.question}
            onChange={(event) => onChange({ ...frame, question: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
