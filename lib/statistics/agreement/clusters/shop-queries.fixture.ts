// Three raters' grades of the results of 135 product searches, per query and without their names, that the tests of this folder
// hold intervals against. Source: github.com/querqy/chorus, commit 96edf8b, katas/Broad_Query_Set_individual_ratings.csv
// (Apache-2.0), cut to how often each triple of grades occurs in a query.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";

/** The triples of grades 0 to 3 in ascending order: a is 000, b 001, and so on up to t for 333. */
const TRIPLES = [0, 1, 2, 3].flatMap((a) =>
  [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].flatMap((c) => (a <= b && b <= c ? [[a, b, c]] : []))),
);

/** One word per query: a letter per triple and how many results got it, 1 where no number follows. */
const QUERIES = `
  a37st2 ahr st39 a jt9 a40 a2jst a3r a38bc a3d a3d7j26t4 st8 d2rs4t5 s3t s14t26 gps14t24 a2d2 bd2io2qrst
  k2l3m3o2ps2t27 a2cd7i2j3s a8d19i10j3 a18b13de2f5o a4b9d7gj4r2s6t7 a35b3c2 a37cdt a3b2cd2i4jrs11t15
  a35bd3j a21bd6j4t5 gj3pt2 bcg2j2mopt17 ipt6 a18f a9binqs a dt9 a20bc13dfhi2q a36dhjr a3chip ad4gij14pt18
  a13b24e2g a27bc4d2hj4t a23bd2j5t9 a17b9cd6efgs4 g3st36 gt12 t2 a9i2j4s2t23 a2c t2 a38dt a5 a16b
  a6d7ij2ors18t4 a29bs2t8 a7b21cef3gst5 a9t2 a5b4c4e2f13g2n2pt5 d2jpt36 r2t a3t ap3t6 abgj3 dgop3s3t31
  jps2t36 a adijps4t31 a25dm j2st37 t3 a2f4l2n a27cd2i2j2s6 a34b3cdj a4bdo3ps5t25 a4d4j9s2t21 a22d2pt15
  a16bj3t20 a5t7 a7cdefgiln2opt22 a2djos2t33 ai3o jst38 ajp2s2t34 abp2t36 a4bi3js2t29 a26j5t9 a25b2dfgj3t4
  a40 j t a4b7cd2fi2j6st16 a3t4 a12c18d8 a18bc13d2st5 bf3g a13c a38ej h2j6r3t29 a5bchi2s a4c a6b3c2d3j3t23
  a4c2s2t2 a a8bcd2it2 a8cd2ghj13t7 aj2t10 jt22 a6t2 jpst37 apt5 j st11 a3c2d4gi2j3st24 a2 t4 a2j j2p2t36
  a2bcd3i2j3p a16c3d16j5 a a3t a27c2t6 a8c5dhjt3 g a9cdj2s5t22 t2 d2hi3j4st3 a31c3d6 a3cdj at a21d2 a38fi t
  a37jt2 a3c7dh10i3rs2 c4dhq
`;

/** The ratings and the query of each item. */
export function shopQueries(): { labeling: Labeling; queryOf: Int32Array } {
  const triples: [number, number, number][] = [];
  const queryOf: number[] = [];
  QUERIES.trim()
    .split(/\s+/)
    .forEach((word, query) => {
      for (const [, letter, times] of word.matchAll(/([a-t])(\d*)/g)) {
        const grades = TRIPLES[letter.charCodeAt(0) - "a".charCodeAt(0)];
        for (let i = 0; i < Number(times || 1); i++) {
          grades.forEach((grade, rater) => {
            triples.push([queryOf.length, rater, grade]);
          });
          queryOf.push(query);
        }
      }
    });
  const shape = { items: queryOf.length, annotators: 3, levels: 4 };
  return { labeling: labelingFromTriples(shape, triples), queryOf: Int32Array.from(queryOf) };
}
