import { expect, test } from "vitest";
import { splitAtWords } from "./marked-text.tsx";

test("whole words of the query are marked, whatever their case", () => {
  expect(splitAtWords("Portable Bluetooth Speaker", "bluetooth speaker")).toEqual([
    "Portable ",
    "Bluetooth",
    " ",
    "Speaker",
    "",
  ]);
});

test("a part of a longer word is not marked", () => {
  expect(splitAtWords("ipadized", "ipad")).toEqual(["ipadized"]);
});

test("signs that mean something in a pattern are only signs", () => {
  expect(splitAtWords("a (c++) b", "(c++) .*")).toEqual(["a (c++) b"]);
});

test("words of other scripts are words", () => {
  expect(splitAtWords("новый телефон здесь", "телефон")).toEqual(["новый ", "телефон", " здесь"]);
});

test("words of scripts without spaces are marked inside a run of letters", () => {
  expect(splitAtWords("三徳包丁 日本製", "日本 包丁")).toEqual(["三徳", "包丁", " ", "日本", "製"]);
});
