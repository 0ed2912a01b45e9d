-- What a database that is split by project can carry: unique keys hold the project, and no key that others refer to is ever
-- changed in place.

-- The id comes first: it is what an assignment is found by, and no other index of the table may seem as good while it is empty.
DROP INDEX "assignment_id_key";
CREATE UNIQUE INDEX "assignment_id_project_id_key" ON "assignment" ("id", "project_id");

DO $$
DECLARE
  v_key record;
BEGIN
  FOR v_key IN
    SELECT conname AS name, conrelid::regclass AS of_table,
           replace(pg_get_constraintdef(oid), ' ON UPDATE CASCADE', '') AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND confupdtype = 'c' AND connamespace = 'public'::regnamespace
    ORDER BY conname
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
                   v_key.of_table, v_key.name, v_key.name, v_key.definition);
  END LOOP;
END $$;
