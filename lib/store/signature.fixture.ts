import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

type Credential = { ASSAY_STORE_KEY: string; ASSAY_STORE_SECRET: string };

const hmac = (key: string | Uint8Array, text: string) => createHmac("sha256", key).update(text).digest();

/** Whether a request has the signature of version 4 that Amazon's reference asks for, with this credential. */
export function isSigned({ method, url, headers }: IncomingMessage, credential: Credential): boolean {
  const said = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
    headers.authorization ?? "",
  );
  const [, scope = "", names = "", signature] = said ?? [];
  const [key, date = "", region = "", service = "", end = ""] = scope.split("/");
  const moment = String(headers["x-amz-date"]);
  if (key !== credential.ASSAY_STORE_KEY || end !== "aws4_request" || !moment.startsWith(date)) return false;
  const [path, query = ""] = (url ?? "").split("?");
  const signed = names.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => signed.includes(name))) return false;
  const canonical = [
    ...[method, path, query.split("&").sort().join("&")],
    ...signed.map((name) => `${name}:${headers[name]}`),
    ...["", names, headers["x-amz-content-sha256"]],
  ].join("\n");
  const digest = createHash("sha256").update(canonical).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", moment, [date, region, service, end].join("/"), digest].join("\n");
  const keys = [date, region, service, end].reduce<string | Uint8Array>(
    hmac,
    `AWS4${credential.ASSAY_STORE_SECRET}`,
  );
  return hmac(keys, toSign).toString("hex") === signature;
}
