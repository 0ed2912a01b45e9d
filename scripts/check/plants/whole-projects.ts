import type { Plant } from "./plant.ts";

const FORMS: readonly (readonly [form: string, file: string, statement: string])[] = [
  [
    "counted judgments",
    "lib/agreement/queries.ts",
    "SELECT c.level FROM current_judgment c WHERE c.project_id = $1",
  ],
  [
    "every judgment",
    "lib/dataset/queries.ts",
    "SELECT j.level FROM judgment j WHERE j.project_id = $1 ORDER BY j.seq",
  ],
  [
    "judgments beside items",
    "lib/item/queries.ts",
    "SELECT i.no, j.level FROM item i JOIN judgment j ON j.project_id = $1 AND j.item_no = i.no WHERE i.project_id = $1",
  ],
  [
    "judgments of a time",
    "lib/annotator/queries.ts",
    "SELECT level FROM current_judgment WHERE project_id = $1 AND created_at > $2",
  ],
  [
    "judgments up to a watermark",
    "lib/consensus/queries.ts",
    "SELECT seq FROM judgments_counting_at($1, $2) AS c WHERE c.project_id = $1",
  ],
];

/** Reads of all judgments of a project that no request is refused. */
export const WHOLE_PLANTS: readonly Plant[] = FORMS.map(([form, file, statement]) => ({
  rule: "whole",
  form,
  file,
  text: `import "server-only";\nexport const a = "${statement}";\n`,
}));
