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
    "field_roles" JSONB NOT NULL DEFAULT '[]',
    "is_simulated" BOOLEAN NOT NULL DEFAULT false,
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
    "seed" INTEGER NOT NULL,
    "guideline_version_read" INTEGER NOT NULL DEFAULT 0,
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

    CONSTRAINT "item_pkey" PRIMARY KEY ("project_id","no")
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
CREATE UNIQUE INDEX "assignment_id_key" ON "assignment"("id");

-- CreateIndex
CREATE INDEX "assignment_project_id_annotator_no_idx" ON "assignment"("project_id", "annotator_no");

-- CreateIndex
CREATE INDEX "judgment_project_id_item_no_idx" ON "judgment"("project_id", "item_no");

-- CreateIndex
CREATE INDEX "judgment_project_id_created_at_idx" ON "judgment"("project_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "judgment_project_id_annotator_no_key_key" ON "judgment"("project_id", "annotator_no", "key");

-- CreateIndex
CREATE UNIQUE INDEX "judgment_project_id_supersedes_key" ON "judgment"("project_id", "supersedes");

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
ALTER TABLE "gold_version" ADD CONSTRAINT "gold_version_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgment" ADD CONSTRAINT "judgment_project_id_annotator_no_fkey" FOREIGN KEY ("project_id", "annotator_no") REFERENCES "annotator"("project_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_file" ADD CONSTRAINT "dataset_file_project_id_version_fkey" FOREIGN KEY ("project_id", "version") REFERENCES "dataset_version"("project_id", "version") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_chunk" ADD CONSTRAINT "dataset_chunk_project_id_version_name_fkey" FOREIGN KEY ("project_id", "version", "name") REFERENCES "dataset_file"("project_id", "version", "name") ON DELETE CASCADE ON UPDATE CASCADE;

