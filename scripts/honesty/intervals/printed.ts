// Coverage and width of the same kinds of cells where the method was first tried, of alpha.

export const PRINTED_TEAM: Readonly<Record<string, readonly string[]>> = {
  "shop ratings, 3 raters": [".958 .68 (66% shown)", ".956 .33", ".949 .13"],
  "passages, a person and two models": [".943 .46 (87%)", ".952 .24", ".949 .10"],
  simulated: [".951 .48", ".956 .27", ".948 .13"],
  "1-100 items per query": ["rarely shown", ".966 .29 (71%)", ".960 .12"],
  "3 of 15 people per item": [".958 .27", ".951 .15", ".949 .07"],
  "90% at one level": [".933 .48", ".943 .27", ".955 .12"],
};

export const PRINTED_PEOPLE: Readonly<Record<string, readonly string[]>> = {
  "no guesser: plain": [".951 .15", ".959 .10", ".967 .09", ".968 .07"],
  "no guesser: imagined guesser": [".967 .38", ".973 .24", ".978 .18", ".982 .10"],
  "7% guessers: plain": [".867 .46", ".759 .32", ".805 .26", ".933 .17"],
  "7% guessers: imagined guesser": [".997 .59", ".993 .37", ".994 .29", ".959 .17"],
};
