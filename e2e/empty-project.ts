import { randomUUID } from "node:crypto";
import { ask } from "./database.ts";

/** A project without items, beside the demo, with its scale and its people. */
export async function makeEmptyProject(stem: string): Promise<string> {
  const id = `${stem}-${randomUUID().slice(0, 8)}`;
  await ask(
    `INSERT INTO project (id, name, question, relevant_from)
     SELECT $1, 'Pans and pots', question, relevant_from FROM project WHERE id = 'demo'`,
    [id],
  );
  await ask(
    `INSERT INTO level (project_id, value, name, gain) SELECT $1, value, name, gain FROM level WHERE project_id = 'demo'`,
    [id],
  );
  await ask(
    "INSERT INTO member (project_id, user_id, role) SELECT $1, user_id, role FROM member WHERE project_id = 'demo'",
    [id],
  );
  return id;
}
