-- Functions and views leave the migrations: they stand in prisma/functions as they are, and are made after the migrations. Those
-- of triggers stay, they belong to their tables.

-- CreateTable
CREATE TABLE "applied_functions" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "digest" TEXT NOT NULL,
    "names" TEXT[],
    "applied_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "applied_functions_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "applied_functions" ADD CONSTRAINT "applied_functions_one_row" CHECK ("id" = 1);

DROP VIEW IF EXISTS current_gold, current_judgment, open_contest, scored_gold, sees_gold;

DO $$
DECLARE
  v_function regprocedure;
BEGIN
  FOR v_function IN
    SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname IN (
      'add_annotator_event', 'add_counting_event', 'add_gold_event', 'alone_share', 'answer_quiz',
      'audit_chance', 'claim_items', 'close_gold_review', 'contest_gold', 'drawn', 'exposure', 'first_target',
      'fitness', 'freeze_watermark', 'gold_cap', 'gold_share', 'golds_ahead', 'golds_of_query',
      'golds_of_visit', 'headline_judgments', 'items_asked_again', 'items_of_group',
      'judgments_before_choosing', 'judgments_counting_at', 'kept_share', 'lend_among_ordinary',
      'lend_from_ring', 'lend_items', 'lock_annotator', 'lock_counting', 'lock_query_of', 'meeting',
      'move_items', 'move_query', 'move_standing', 'next_window', 'open_gold_review', 'pause_on_problems',
      'pin_inputs', 'query_of_golds', 'quiz_bank', 'quiz_due', 'reap_assignments', 'receipt_of', 'refusal_of',
      'reinstate_annotator', 'release_assignments', 'renew_assignments', 'reopen_items', 'results_beside',
      'retarget_items', 'return_assignments', 'selection_at', 'set_gold', 'set_judgments_per_item',
      'set_stopping', 'settle_items', 'state_at', 'submit_judgment', 'suspend_annotator', 'take_feedback',
      'undo_judgment', 'why_empty')
  LOOP
    EXECUTE 'DROP FUNCTION ' || v_function;
  END LOOP;
END $$;
