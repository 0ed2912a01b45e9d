import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned } from "./signature.fixture.ts";

const SETTINGS = {
  ASSAY_STORE_KEY: "assay",
  ASSAY_STORE_SECRET: "only-for-tests",
  ASSAY_STORE_REGION: "auto",
};
const BUCKET = "assay";

type Answer = { status: number; headers?: Record<string, string>; body?: string | Uint8Array };
type Held = { bytes: Buffer; storedAt: Date };
type Asked = { key: string; query: URLSearchParams; range: string | undefined; body: Buffer };

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});
const refusal = (status: number, code: string) => xml(status, `<Error><Code>${code}</Code></Error>`);
const etagOf = (bytes: Uint8Array) => `"${createHash("md5").update(bytes).digest("hex")}"`;

/**
 * A server on this machine with one bucket in memory, and the settings that lead to it. It speaks the part of the protocol of
 * Amazon S3 that a store needs, as its reference says: signatures of version 4, ranges, uploads in parts, lists in pages.
 */
export async function startLocalBucket() {
  const held = new Map<string, Held>();
  const parts = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    answer(request, held, parts).then(
      (told) => send(response, request.method === "HEAD", told),
      (error: Error) => send(response, false, { status: 500, body: error.message }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/${BUCKET}`,
    settings: SETTINGS,
    /** What lies there, by its name */
    held,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function answer(
  request: IncomingMessage,
  held: Map<string, Held>,
  parts: Map<string, Buffer>,
): Promise<Answer> {
  const url = new URL(request.url ?? "", "http://localhost");
  const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Uint8Array>));
  if (!isSigned(request, SETTINGS)) return refusal(403, "SignatureDoesNotMatch");
  const [, bucket, key = ""] = url.pathname.split("/").map(decodeURIComponent);
  if (bucket !== BUCKET) return refusal(404, "NoSuchBucket");
  const asked: Asked = { key, query: url.searchParams, range: request.headers.range, body };
  if (key === "") return list(held, asked.query);
  if (request.method === "GET" || request.method === "HEAD") return read(held, asked);
  if (request.method === "PUT")
    return asked.query.has("partNumber") ? putPart(parts, asked) : put(held, asked);
  if (request.method === "POST") return asked.query.has("uploads") ? begin() : complete(held, parts, asked);
  if (!asked.query.has("uploadId")) held.delete(key);
  return { status: 204 };
}

function list(held: Map<string, Held>, query: URLSearchParams): Answer {
  const after = query.get("continuation-token") ?? "";
  const all = [...held].filter(([key]) => key.startsWith(query.get("prefix") ?? "") && key > after);
  const page = all.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, Number(query.get("max-keys") ?? "1000"));
  const isCut = page.length < all.length;
  const token = isCut ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : "";
  const contents = page.map(
    ([key, { bytes, storedAt }]) =>
      `<Contents><Key>${key}</Key><LastModified>${storedAt.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`,
  );
  const told = `<IsTruncated>${isCut}</IsTruncated>${token}${contents.join("")}`;
  return xml(200, `<ListBucketResult><Name>${BUCKET}</Name>${told}</ListBucketResult>`);
}

function read(held: Map<string, Held>, { key, range }: Asked): Answer {
  const bytes = held.get(key)?.bytes;
  if (bytes === undefined) return refusal(404, "NoSuchKey");
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return { status: 200, headers: { etag: etagOf(bytes) }, body: bytes };
  if (Number(from) >= bytes.length) return refusal(416, "InvalidRange");
  const end = to ? Math.min(Number(to) + 1, bytes.length) : bytes.length;
  const headers = { "content-range": `bytes ${from}-${end - 1}/${bytes.length}` };
  return { status: 206, headers, body: bytes.subarray(Number(from), end) };
}

function put(held: Map<string, Held>, { key, body }: Asked): Answer {
  held.set(key, { bytes: body, storedAt: new Date() });
  return { status: 200, headers: { etag: etagOf(body) } };
}

function putPart(parts: Map<string, Buffer>, { query, body }: Asked): Answer {
  parts.set(`${query.get("uploadId")}/${query.get("partNumber")}`, body);
  return { status: 200, headers: { etag: etagOf(body) } };
}

function begin(): Answer {
  const id = `<UploadId>${randomUUID()}</UploadId>`;
  return xml(
    200,
    `<InitiateMultipartUploadResult><Bucket>${BUCKET}</Bucket>${id}</InitiateMultipartUploadResult>`,
  );
}

/** Of the parts that the request names, in its order, each with the digest that it had when it came. */
function complete(held: Map<string, Held>, parts: Map<string, Buffer>, { key, query, body }: Asked): Answer {
  const named = [...body.toString("utf8").matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => {
    const no = /<PartNumber>(\d+)</.exec(part)?.[1];
    const etag = /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll(/&quot;|"/g, "");
    const bytes = parts.get(`${query.get("uploadId")}/${no}`);
    return bytes !== undefined && etagOf(bytes) === `"${etag}"` ? bytes : null;
  });
  if (named.length === 0 || named.includes(null)) return refusal(400, "InvalidPart");
  const bytes = Buffer.concat(named.filter((part) => part !== null));
  held.set(key, { bytes, storedAt: new Date() });
  const told = `<Key>${key}</Key><ETag>"${randomUUID()}-${named.length}"</ETag>`;
  return xml(200, `<CompleteMultipartUploadResult>${told}</CompleteMultipartUploadResult>`);
}

function send(response: ServerResponse, isHead: boolean, { status, headers = {}, body = "" }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  response.end(isHead ? undefined : bytes);
}
