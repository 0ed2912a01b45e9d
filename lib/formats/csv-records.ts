import { MAX_CELL_BYTES, MAX_ROW_BYTES } from "./source.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

type State = "start" | "plain" | "quoted" | "quote" | "quote-cr" | "skip-line";
type Place = { readonly at: number; readonly line: number };

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
 * Cuts a stream of bytes into CSV records (RFC 4180; LF or CRLF), and gets over broken ones.
 *
 * A quote opens only at the start of a cell; elsewhere in an unquoted cell it is an ordinary character.
 * After the closing quote only the delimiter or the line's end may follow; anything else on the same line
 * is a "stray-quote". When it is found lines later, or the file ends within quotes, the quote was most
 * likely left open on the row's first line: that line alone is given up ("unclosed-quote") and reading goes
 * on at the line after it. So an open quote costs one row and not the rest of the file. The next line with
 * an odd number of quotes ends such a search, so each byte is read at most twice.
 *
 * Cells and rows over the limits are walked over without being kept, so memory stays bounded.
 */
export class RecordScanner {
  /** Where to go on reading after a fault that was noticed lines too late. */
  rewind: Place | null = null;
  readonly #delimiter: number;
  #state: State = "start";
  #at: number;
  #line: number;
  #first: Place;
  #secondLine: Place | null = null;
  #pieces: Uint8Array[] = [];
  #kept = 0;
  #cell = 0;
  #cellBytes = 0;
  #rowBytes = 0;
  #tooLong: { fault: "cell-too-long" | "row-too-long" | "stray-quote"; cell: number } | null = null;

  constructor(delimiter: string, from: Place) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#at = from.at;
    this.#line = from.line;
    this.#first = from;
  }

  /** The records that end within the chunk. Stops early when `rewind` is set. */
  *push(chunk: Uint8Array): Generator<CsvRecord> {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const isEnd = this.#step(chunk[i] as number);
      this.#at++;
      if (this.rewind !== null) {
        this.#keep(chunk.subarray(from, i + 1));
        yield this.#fault("unclosed-quote", this.rewind.at);
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
      this.rewind = this.#secondLine;
      yield this.#fault("unclosed-quote", this.rewind?.at ?? this.#at);
    } else if (this.#at > this.#first.at) {
      this.#line++;
      yield* this.#finish();
    }
  }

  // One byte further; true at the end of a record.
  #step(byte: number): boolean {
    if (byte === LF) {
      this.#line++;
      if (this.#state !== "quoted") return true;
      this.#secondLine ??= { at: this.#at + 1, line: this.#line };
    } else if (this.#state === "skip-line") {
      return false;
    } else if (this.#state === "quote" || this.#state === "quote-cr") {
      this.#afterQuote(byte);
    } else if (this.#state === "quoted") {
      if (byte === QUOTE) this.#state = "quote";
    } else if (byte === this.#delimiter) {
      this.#nextCell();
      return false;
    } else {
      this.#state = byte === QUOTE && this.#state === "start" ? "quoted" : "plain";
    }
    this.#measure();
    return false;
  }

  #afterQuote(byte: number): void {
    if (byte === this.#delimiter && this.#state === "quote") {
      this.#nextCell();
    } else if (byte === QUOTE && this.#state === "quote") {
      this.#state = "quoted";
    } else if (byte === CR && this.#state === "quote") {
      this.#state = "quote-cr";
    } else if (this.#secondLine !== null) {
      this.rewind = this.#secondLine;
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
      // A line with nothing on it is no row.
      if (bytes.length > 0) {
        yield { line: this.#first.line, end: this.#at, lines, cells: this.#cell + 1, bytes };
      }
    }
    this.#reset();
  }

  #fault(fault: Extract<CsvRecord, { fault: string }>["fault"], end: number): CsvRecord {
    const head = Buffer.concat(this.#pieces.map((piece) => piece.subarray(0, 1024)));
    const cell = this.#tooLong?.cell ?? this.#cell;
    return { line: this.#first.line, end, fault, cell, head: firstLine(head) };
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

function firstLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(LF);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
