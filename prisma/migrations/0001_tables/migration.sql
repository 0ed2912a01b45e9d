-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'annotator',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "token_hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "user_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "judgments_per_item" INTEGER NOT NULL DEFAULT 3,
    "gold_rate" DOUBLE PRECISION NOT NULL DEFAULT 0.1,
    "relevant_from" INTEGER NOT NULL,
    "assignment_seconds" INTEGER NOT NULL DEFAULT 900,
    "quiz_size" INTEGER NOT NULL DEFAULT 10,
    "quiz_pass" DOUBLE PRECISION NOT NULL DEFAULT 0.7,
    "standing_at" TIMESTAMPTZ(3),
    "is_adaptive" BOOLEAN NOT NULL DEFAULT false,
    "least_judgments" INTEGER NOT NULL DEFAULT 2,
    "most_judgments" INTEGER NOT NULL DEFAULT 5,
    "stop_confidence" DOUBLE PRECISION NOT NULL DEFAULT 0.8,
    "stop_error" DOUBLE PRECISION NOT NULL DEFAULT 0.1,
    "audit_share" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
    "targets_after" INTEGER,
    "field_roles" JSONB NOT NULL DEFAULT '[]',
    "is_simulated" BOOLEAN NOT NULL DEFAULT false,
    "gives_feedback" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "launched_at" TIMESTAMPTZ(3),
    "last_item_no" INTEGER NOT NULL DEFAULT 0,
    "last_query_no" INTEGER NOT NULL DEFAULT 0,
    "last_annotator_no" INTEGER NOT NULL DEFAULT 0,
    "last_import_no" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "level" (
    "project_id" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "definition" TEXT NOT NULL DEFAULT '',
    "examples" TEXT NOT NULL DEFAULT '',
    "gain" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "level_pkey" PRIMARY KEY ("project_id","value")
);

-- CreateTable
CREATE TABLE "guideline_version" (
    "project_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "markdown" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guideline_version_pkey" PRIMARY KEY ("project_id","version")
);

-- CreateTable
CREATE TABLE "member" (
    "project_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "invite" (
    "project_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("project_id","code")
);

-- CreateTable
CREATE TABLE "annotator" (
    "project_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "user_id" TEXT,
    "pseudonym" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'probation',
    "is_simulated" BOOLEAN NOT NULL DEFAULT false,
    "cursor" BIGINT NOT NULL DEFAULT 0,
    "window_from" BIGINT NOT NULL DEFAULT 0,
    "window_to" BIGINT NOT NULL DEFAULT -1,
    "gold_cursor" BIGINT,
    "seed" INTEGER NOT NULL,
    "guideline_version_read" INTEGER NOT NULL DEFAULT 0,
    "second_chance_at_seq" BIGINT,
    "reinstated_at_seq" BIGINT,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_pkey" PRIMARY KEY ("project_id","no")
);

-- CreateTable
CREATE TABLE "import" (
    "project_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "format" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'uploaded',
    "policy" TEXT NOT NULL DEFAULT 'all-or-nothing',
    "field_roles" JSONB NOT NULL DEFAULT '[]',
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "rows_accepted" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("project_id","no")
);

-- CreateTable
CREATE TABLE "import_reject" (
    "project_id" TEXT NOT NULL,
    "import_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "excerpt" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "import_reject_pkey" PRIMARY KEY ("project_id","import_no","no")
);

-- CreateTable
CREATE TABLE "query" (
    "project_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "ord" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "query_pkey" PRIMARY KEY ("project_id","no")
);

-- CreateTable
CREATE TABLE "item" (
    "project_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "query_no" INTEGER,
    "key" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "import_no" INTEGER,
    "import_line" INTEGER,
    "target" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "live" INTEGER NOT NULL DEFAULT 0,
    "rev" INTEGER NOT NULL DEFAULT 0,
    "group_ord" BIGINT NOT NULL,
    "ord" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "is_gold" BOOLEAN NOT NULL DEFAULT false,
    "decided_rev" INTEGER,
    "has_room" BOOLEAN NOT NULL GENERATED ALWAYS AS ("counted" + "live" < "target") STORED,
    "awaits_stop_rule" BOOLEAN NOT NULL GENERATED ALWAYS AS (
        "state" = 'done' AND NOT "is_gold" AND coalesce("decided_rev" < "rev", false)) STORED,

    CONSTRAINT "item_pkey" PRIMARY KEY ("project_id","no")
);

-- CreateTable
CREATE TABLE "stopping_version" (
    "project_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stopping_version_pkey" PRIMARY KEY ("project_id","version")
);

-- CreateTable
CREATE TABLE "item_stop" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "rev" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "model_seq" BIGINT NOT NULL,
    "ratings" INTEGER NOT NULL,
    "peak" DOUBLE PRECISION,
    "expected_error" DOUBLE PRECISION,
    "is_done" BOOLEAN NOT NULL,
    "because" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_stop_pkey" PRIMARY KEY ("project_id","item_no","rev")
);

-- CreateTable
CREATE TABLE "item_event" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "rev" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_event_pkey" PRIMARY KEY ("project_id","item_no","rev")
);

-- CreateTable
CREATE TABLE "gold_version" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "levels" INTEGER[],
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_version_pkey" PRIMARY KEY ("project_id","item_no","version")
);

-- CreateTable
CREATE TABLE "gold_feedback" (
    "project_id" TEXT NOT NULL,
    "judgment_seq" BIGINT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "item_no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "gold_feedback_pkey" PRIMARY KEY ("project_id","judgment_seq")
);

-- CreateTable
CREATE TABLE "gold_contest" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "comment" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gold_contest_pkey" PRIMARY KEY ("project_id","item_no","no")
);

-- CreateTable
CREATE TABLE "gold_review" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "probability" DOUBLE PRECISION,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "last_contest_no" INTEGER NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" TEXT,

    CONSTRAINT "gold_review_pkey" PRIMARY KEY ("project_id","item_no","no")
);

-- CreateTable
CREATE TABLE "quiz_answer" (
    "project_id" TEXT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "item_no" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "gold_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_answer_pkey" PRIMARY KEY ("project_id","annotator_no","item_no","attempt")
);

-- CreateTable
CREATE TABLE "annotator_event" (
    "project_id" TEXT NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotator_event_pkey" PRIMARY KEY ("project_id","annotator_no","no")
);

-- CreateTable
CREATE TABLE "assignment" (
    "project_id" TEXT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL DEFAULT false,
    "judgment_seq" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("project_id","item_no","annotator_no")
);

-- CreateTable
CREATE TABLE "judgment" (
    "project_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "item_no" INTEGER NOT NULL,
    "annotator_no" INTEGER NOT NULL,
    "assignment_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "payload_hash" BYTEA NOT NULL,
    "action" TEXT NOT NULL,
    "level" SMALLINT,
    "unratable" TEXT,
    "comment" TEXT,
    "duration_ms" INTEGER,
    "guideline_version" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "supersedes" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgment_pkey" PRIMARY KEY ("project_id","seq")
);

-- CreateTable
CREATE TABLE "step_timing" (
    "project_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "step_timing_pkey" PRIMARY KEY ("project_id","step","bucket")
);

-- CreateTable
CREATE TABLE "dataset_version" (
    "project_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'building',
    "method" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "watermark" BIGINT NOT NULL,
    "manifest" JSONB,
    "digest" TEXT,
    "error" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_version_pkey" PRIMARY KEY ("project_id","version")
);

-- CreateTable
CREATE TABLE "dataset_file" (
    "project_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "dataset_file_pkey" PRIMARY KEY ("project_id","version","name")
);

-- CreateTable
CREATE TABLE "dataset_chunk" (
    "project_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "dataset_chunk_pkey" PRIMARY KEY ("project_id","version","name","no")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_code_key" ON "invite"("code");

-- CreateIndex
CREATE INDEX "annotator_user_id_idx" ON "annotator"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_project_id_user_id_key" ON "annotator"("project_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotator_project_id_pseudonym_key" ON "annotator"("project_id", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "query_project_id_key_key" ON "query"("project_id", "key");

-- CreateIndex
CREATE INDEX "item_project_id_query_no_idx" ON "item"("project_id", "query_no");

-- CreateIndex
CREATE INDEX "item_project_id_import_no_idx" ON "item"("project_id", "import_no");

-- CreateIndex
CREATE INDEX "gold_feedback_project_id_annotator_no_idx" ON "gold_feedback"("project_id", "annotator_no");

-- CreateIndex
CREATE UNIQUE INDEX "gold_contest_project_id_item_no_gold_version_annotator_no_key" ON "gold_contest"("project_id", "item_no", "gold_version", "annotator_no");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_id_key" ON "assignment"("id");

-- CreateIndex
CREATE INDEX "judgment_project_id_item_no_idx" ON "judgment"("project_id", "item_no");

-- CreateIndex
CREATE INDEX "judgment_project_id_created_at_idx" ON "judgment"("project_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "judgment_project_id_annotator_no_key_key" ON "judgment"("project_id", "annotator_no", "key");

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "level" ADD CONSTRAINT "level_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guideline_version" ADD CONSTRAINT "guideline_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator" ADD CONSTRAINT "annotator_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_reject" ADD CONSTRAINT "import_reject_project_id_import_no_fkey" FOREIGN KEY ("project_id", "import_no") REFERENCES "import"("project_id", "no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "query" ADD CONSTRAINT "query_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_project_id_query_no_fkey" FOREIGN KEY ("project_id", "query_no") REFERENCES "query"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stopping_version" ADD CONSTRAINT "stopping_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_stop" ADD CONSTRAINT "item_stop_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_stop" ADD CONSTRAINT "item_stop_project_id_version_fkey" FOREIGN KEY ("project_id", "version") REFERENCES "stopping_version"("project_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_event" ADD CONSTRAINT "item_event_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_version" ADD CONSTRAINT "gold_version_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_judgment_seq_fkey" FOREIGN KEY ("project_id", "judgment_seq") REFERENCES "judgment"("project_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_feedback" ADD CONSTRAINT "gold_feedback_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_contest" ADD CONSTRAINT "gold_contest_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_contest" ADD CONSTRAINT "gold_contest_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_review" ADD CONSTRAINT "gold_review_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_answer" ADD CONSTRAINT "quiz_answer_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_answer" ADD CONSTRAINT "quiz_answer_project_id_item_no_gold_version_fkey" FOREIGN KEY ("project_id", "item_no", "gold_version") REFERENCES "gold_version"("project_id", "item_no", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotator_event" ADD CONSTRAINT "annotator_event_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_timing" ADD CONSTRAINT "step_timing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_file" ADD CONSTRAINT "dataset_file_project_id_version_fkey" FOREIGN KEY ("project_id", "version") REFERENCES "dataset_version"("project_id", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_chunk" ADD CONSTRAINT "dataset_chunk_project_id_version_name_fkey" FOREIGN KEY ("project_id", "version", "name") REFERENCES "dataset_file"("project_id", "version", "name") ON DELETE CASCADE ON UPDATE CASCADE;
