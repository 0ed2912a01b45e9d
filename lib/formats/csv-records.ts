import { type LineEnd, MAX_CELL_BYTES, MAX_ROW_BYTES } from "./source.ts";

const QUOTE = 0x22;
const CR = 0x0d;

type State = "start" | "plain" | "quoted" | "quote" | "quote-cr" | "skip-line";
type Position = { readonly at: number; readonly line: number };

/** What the scanner must know of a file. */
export type RecordDialect = {
  /** One ASCII character, or nothing where a row is one cell */
  readonly delimiter: string;
  /** Where quotes are ordinary characters, as in most TSV, a line is a row. */
  readonly hasQuotes?: boolean | undefined;
  readonly lineEnd?: LineEnd | undefined;
};

/** A record as it stands in the file, without its line end, or why it cannot be one. */
export type CsvRecord =
  | {
      readonly line: number;
      readonly end: number;
      /** Lines it spans: more than one where a quoted cell holds line ends */
      readonly lines: number;
      readonly cells: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly line: number;
      readonly end: number;
      readonly fault: "unclosed-quote" | "stray-quote" | "cell-too-long" | "row-too-long";
      /** Index of the cell at fault */
      readonly cell: number;
      readonly head: Uint8Array;
    };

/**
 * Cuts a stream of bytes into CSV records (RFC 4180; LF, CRLF or CR alone), and gets over broken ones.
 *
 * A quote opens only at the start of a cell; elsewhere in an unquoted cell it is an ordinary character.
 * After the closing quote only the delimiter or the line's end may follow; anything else on the same line
 * is a "stray-quote". When it is found lines later, or the file ends within quotes, the quote was most
 * likely left open on the row's first line: that line alone is given up ("unclosed-quote") and reading goes
 * on at the line after it. So an open quote costs one row and not the rest of the file. Each search that
 * failed began every one of its lines within quotes; a quote that is still open at such a line must fail at
 * the same position, so it is given up at once. So each byte is scanned at most twice.
 *
 * Cells and rows over the limits are walked over without being kept, so memory stays bounded.
 */
export class RecordScanner {
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #lineEnd: number;
  #rewind: Position | null = null;
  /** Within quotes no line that begins up to this byte comes to a good end. */
  #hopelessUntil = -1;
  #state: State = "start";
  #at: number;
  #line: number;
  #first: Position;
  #secondLine: Position | null = null;
  #pieces: Uint8Array[] = [];
  #kept = 0;
  #cell = 0;
  #cellBytes = 0;
  #rowBytes = 0;
  #tooLong: { fault: "cell-too-long" | "row-too-long" | "stray-quote"; cell: number } | null = null;

  constructor({ delimiter, hasQuotes = true, lineEnd = "\n" }: RecordDialect, from: Position) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = hasQuotes ? QUOTE : Number.NaN;
    this.#lineEnd = lineEnd.charCodeAt(0);
    this.#at = from.at;
    this.#line = from.line;
    this.#first = from;
  }

  /** The byte to go on at after a fault that was noticed lines too late, or null; asked for once. */
  takeRewind(): number | null {
    const rewind = this.#rewind;
    if (rewind === null) return null;
    this.#rewind = null;
    this.#at = rewind.at;
    this.#line = rewind.line;
    this.#reset();
    return rewind.at;
  }

  /** The records that end within the chunk. Stops early when there is something to rewind to. */
  *push(chunk: Uint8Array): Generator<CsvRecord> {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const isEnd = this.#step(chunk[i] as number);
      this.#at++;
      if (this.#rewind !== null) {
        this.#keep(chunk.subarray(from, i + 1));
        yield this.#fault("unclosed-quote", this.#rewind.at);
        return;
      }
      if (!isEnd) continue;
      this.#keep(chunk.subarray(from, i));
      from = i + 1;
      yield* this.#finish();
    }
    this.#keep(chunk.subarray(from));
  }

  /** The last record, when the file does not end with a line end. */
  *end(): Generator<CsvRecord> {
    if (this.#state === "quoted") {
      this.#rewind = this.#secondLine;
      this.#hopelessUntil = this.#at;
      yield this.#fault("unclosed-quote", this.#rewind?.at ?? this.#at);
    } else if (this.#at > this.#first.at) {
      this.#line++;
      yield* this.#finish();
    }
  }

  // One byte further; true at the end of a record.
  #step(byte: number): boolean {
    if (byte === this.#lineEnd) {
      this.#line++;
      if (this.#state !== "quoted") return true;
      const next = { at: this.#at + 1, line: this.#line };
      this.#secondLine ??= next;
      if (next.at <= this.#hopelessUntil) this.#rewind = next;
    } else if (this.#state === "skip-line") {
      return false;
    } else if (this.#state === "quote" || this.#state === "quote-cr") {
      this.#afterQuote(byte);
    } else if (this.#state === "quoted") {
      if (byte === this.#quote) this.#state = "quote";
    } else if (byte === this.#delimiter) {
      this.#nextCell();
      return false;
    } else {
      this.#state = byte === this.#quote && this.#state === "start" ? "quoted" : "plain";
    }
    this.#measure();
    return false;
  }

  #afterQuote(byte: number): void {
    if (byte === this.#delimiter && this.#state === "quote") {
      this.#nextCell();
    } else if (byte === this.#quote && this.#state === "quote") {
      this.#state = "quoted";
    } else if (byte === CR && this.#state === "quote") {
      this.#state = "quote-cr";
    } else if (this.#secondLine !== null) {
      this.#rewind = this.#secondLine;
      this.#hopelessUntil = this.#at;
    } else {
      this.#state = "skip-line";
      this.#tooLong = { fault: "stray-quote", cell: this.#cell };
    }
  }

  #nextCell(): void {
    this.#state = "start";
    this.#cell++;
    this.#cellBytes = 0;
    this.#rowBytes++;
  }

  #measure(): void {
    this.#cellBytes++;
    this.#rowBytes++;
    if (this.#cellBytes > MAX_CELL_BYTES) this.#tooLong ??= { fault: "cell-too-long", cell: this.#cell };
    else if (this.#rowBytes > MAX_ROW_BYTES) this.#tooLong ??= { fault: "row-too-long", cell: this.#cell };
  }

  // Of a row that is too long only the head is kept, to show which row it was.
  #keep(piece: Uint8Array): void {
    if (piece.length === 0 || (this.#tooLong !== null && this.#kept > 1024)) return;
    this.#pieces.push(piece);
    this.#kept += piece.length;
  }

  *#finish(): Generator<CsvRecord> {
    if (this.#tooLong !== null) {
      yield this.#fault(this.#tooLong.fault, this.#at);
    } else {
      const bytes = withoutCr(this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces));
      const lines = this.#line - this.#first.line;
      yield { line: this.#first.line, end: this.#at, lines, cells: this.#cell + 1, bytes };
    }
    this.#reset();
  }

  #fault(fault: Extract<CsvRecord, { fault: string }>["fault"], end: number): CsvRecord {
    const head = Buffer.concat(this.#pieces.map((piece) => piece.subarray(0, 1024)));
    const cell = this.#tooLong?.cell ?? this.#cell;
    return { line: this.#first.line, end, fault, cell, head: firstLine(head, this.#lineEnd) };
  }

  #reset(): void {
    this.#state = "start";
    this.#first = { at: this.#at, line: this.#line };
    this.#secondLine = null;
    this.#pieces = [];
    this.#kept = this.#cell = this.#cellBytes = this.#rowBytes = 0;
    this.#tooLong = null;
  }
}

function withoutCr(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
}

function firstLine(bytes: Uint8Array, lineEnd: number): Uint8Array {
  const end = bytes.indexOf(lineEnd);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
