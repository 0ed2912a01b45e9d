import * as z from "zod";
import { AppError } from "#lib/errors.ts";
import { createImport } from "#lib/item/import/mutations/start.ts";
import { MAX_UPLOAD_BYTES, TOO_LARGE } from "#lib/item/import/rules/draft.ts";
import { uploadHeadersSchema } from "#lib/item/import/schema.ts";
import { requesterRoute } from "#lib/route.ts";

/** Takes the bytes of one file as they come; its name stands in the header `x-file-name`, percent-encoded. */
export const POST = requesterRoute("item:import", z.object({}), async (access, _path, request) => {
  if (request.headers.get("content-type") !== "application/octet-stream") {
    throw new AppError("invalid", "The file must come as application/octet-stream.");
  }
  const { "x-file-name": fileName } = uploadHeadersSchema.parse({
    "x-file-name": request.headers.get("x-file-name"),
  });
  const announced = request.headers.get("content-length");
  const length = announced === null ? null : Number(announced);
  if (length !== null && length > MAX_UPLOAD_BYTES) {
    throw new AppError("too_large", TOO_LARGE);
  }
  if (request.body === null) throw new AppError("invalid", "There is no file in this request.");
  const importNo = await createImport(access, { fileName, body: request.body, length });
  return Response.json({ importNo }, { status: 201, headers: { "cache-control": "no-store" } });
});
