-- Only for scratch databases of a proof: every change of an item, an assignment, a project or (which must never
-- happen) a judgment, in the order in which it was made. Changes of one item are made under its row lock, so
-- the order of n is their order.
CREATE TABLE guarantee_event (
  n bigserial PRIMARY KEY,
  at timestamptz(6) NOT NULL DEFAULT clock_timestamp(),
  txid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  kind text NOT NULL,
  project_id text NOT NULL,
  item_no int,
  annotator_no int,
  rev int,
  counted int,
  live int,
  target int,
  state text,
  is_gold boolean,
  epoch int,
  was_state text,
  was_counted boolean,
  is_counted boolean,
  judgment_seq bigint,
  expires_at timestamptz
);

CREATE FUNCTION guarantee_note_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guarantee_event (kind, project_id, item_no, rev, counted, live, target, state, is_gold)
  VALUES ('item', NEW.project_id, NEW.no, NEW.rev, NEW.counted, NEW.live, NEW.target, NEW.state, NEW.is_gold);
  RETURN NULL;
END $$;
CREATE TRIGGER guarantee_item AFTER INSERT OR UPDATE ON item FOR EACH ROW EXECUTE FUNCTION guarantee_note_item();

CREATE FUNCTION guarantee_note_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guarantee_event (kind, project_id, item_no, annotator_no, epoch, was_state, state, was_counted,
                               is_counted, judgment_seq, expires_at)
  VALUES ('assignment', NEW.project_id, NEW.item_no, NEW.annotator_no, NEW.epoch,
          CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state,
          CASE WHEN TG_OP = 'UPDATE' THEN OLD.counted END, NEW.counted, NEW.judgment_seq, NEW.expires_at);
  RETURN NULL;
END $$;
CREATE TRIGGER guarantee_assignment_lent AFTER INSERT ON assignment
  FOR EACH ROW EXECUTE FUNCTION guarantee_note_assignment();
-- A renewed lease changes nobody's slot.
CREATE TRIGGER guarantee_assignment AFTER UPDATE ON assignment FOR EACH ROW
  WHEN ((OLD.state, OLD.epoch, OLD.counted, OLD.judgment_seq) IS DISTINCT FROM
        (NEW.state, NEW.epoch, NEW.counted, NEW.judgment_seq))
  EXECUTE FUNCTION guarantee_note_assignment();

CREATE FUNCTION guarantee_note_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guarantee_event (kind, project_id, target, state)
  VALUES ('project', NEW.id, NEW.judgments_per_item, NEW.state);
  RETURN NULL;
END $$;
CREATE TRIGGER guarantee_project AFTER UPDATE ON project FOR EACH ROW
  WHEN ((OLD.judgments_per_item, OLD.state) IS DISTINCT FROM (NEW.judgments_per_item, NEW.state))
  EXECUTE FUNCTION guarantee_note_project();

CREATE FUNCTION guarantee_note_judgment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guarantee_event (kind, project_id, item_no, annotator_no, judgment_seq)
  VALUES ('judgment', OLD.project_id, OLD.item_no, OLD.annotator_no, OLD.seq);
  RETURN NULL;
END $$;
CREATE TRIGGER guarantee_judgment AFTER UPDATE OR DELETE ON judgment
  FOR EACH ROW EXECUTE FUNCTION guarantee_note_judgment();
