-- Sessions end on the server, and an e-mail address may have several accounts.

-- A signed session token counts only while its row is here: signing out deletes it.
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "session_user_id_idx" ON "session"("user_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whether an address has an account must not be found out by making another one: the password tells them apart. All
-- accounts of an address share a salt, so that equal passwords are equal here.
DROP INDEX "app_user_email_key";
CREATE UNIQUE INDEX "app_user_email_password_hash_key" ON "app_user"("email", "password_hash");

-- Keys were e-mail and network addresses in plain text; they are digests now.
DELETE FROM "rate_limit";
