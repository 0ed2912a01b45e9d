/** The people that a visitor of a new installation can sign in as. They have no password, only one-time links. */
export const DEMO_REQUESTER = "demo-requester";
export const DEMO_ANNOTATOR = "demo-annotator";

export const DEMO_PEOPLE = [DEMO_REQUESTER, DEMO_ANNOTATOR];

export const TOO_MANY_ATTEMPTS = "Too many attempts. Wait a few minutes, then try again.";
