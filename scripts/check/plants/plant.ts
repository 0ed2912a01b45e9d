export type Plant = {
  rule: string;
  form: string;
  file: string;
  text: string;
  /** What else has to be there */
  beside?: Readonly<Record<string, string>>;
};

type Form = readonly [form: string, file: string, text: string, otherFile?: string, otherText?: string];

/** Plants that break one rule, each in a form of its own. */
export function plants(rule: string, forms: readonly Form[]): Plant[] {
  return forms.map(([form, file, text, otherFile, otherText]) => ({
    rule,
    form,
    file,
    text: `${text}\n`,
    ...(otherFile === undefined ? {} : { beside: { [otherFile]: `${otherText}\n` } }),
  }));
}
