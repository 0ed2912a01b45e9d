import fc from "fast-check";

// Of a mutant that nothing catches every test runs: a few examples of each property must do.
fc.configureGlobal({ numRuns: 15 });
