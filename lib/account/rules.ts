/** Whom the visitor of a fresh start looks through. They have no password: only one-time links lead in. */
export const DEMO_REQUESTER = "demo-requester";
export const DEMO_ANNOTATOR = "demo-annotator";

export const DEMO_PEOPLE = [DEMO_REQUESTER, DEMO_ANNOTATOR];
