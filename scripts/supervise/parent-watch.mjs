// Loaded into every part before its own code: a part ends with the supervisor, however that one ended, and its files
// are for its own account only.
const PATIENCE_MS = 15_000;

process.umask(0o077);
if (process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  });
  process.channel.unref();
}
