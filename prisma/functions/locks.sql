-- The locks that everything takes in one order, so that nothing waits in a ring:
-- the project's freeze lock (shared) -> the annotator's lock -> item rows in order of number -> assignment rows -> the
-- judgment's insert. The settings of a project are locked before its items, a query before its items. Whatever changes what
-- counts holds the freeze lock before any row, whatever changes a person's standing the person's lock.

-- One expression, so that PostgreSQL writes it into whatever asks for it; its value says nothing.
CREATE FUNCTION lock_annotator(p_project text, p_annotator int) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('freeze/' || p_project, 0)) IS NOT NULL
     AND pg_advisory_xact_lock(hashtextextended('annotator/' || p_project || '/' || p_annotator, 0)) IS NOT NULL;
$$;

-- What changes what counts waits for a version that is being frozen, and a version for what is half done.
CREATE FUNCTION lock_counting(p_project text) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('freeze/' || p_project, 0)) IS NOT NULL;
$$;

-- The highest number of a judgment or counting event that is committed. A lower one can still appear.
CREATE FUNCTION newest_seq(p_project text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT greatest((SELECT coalesce(max(seq), 0) FROM judgment WHERE project_id = p_project),
                  (SELECT coalesce(max(seq), 0) FROM counting_event WHERE project_id = p_project));
$$;

-- Waits until nothing is half committed, so that "everything up to here" can be said: the highest number after this call
-- is a watermark below which nothing can still appear. Held to the end of the transaction.
CREATE FUNCTION freeze_watermark(p_project text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('freeze/' || p_project, 0));
  RETURN newest_seq(p_project);
END $$;
