-- What a database that is split by project cannot carry: keys that others refer to and that may change in place.

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
