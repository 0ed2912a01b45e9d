// One valid example for every entry point, from which the fuzz makes invalid ones. An entry point that is missing here
// fails the fuzz.

const UUID = "3f1a5e64-5717-4562-b3fc-2c963f66afa6";
const ACCOUNT = { name: "Robin", email: "robin@example.org", password: "long enough to pass" };
const LEVELS = [1, 2].map((no) => ({ name: `Level ${no}`, definition: "d", examples: "e", gain: no }));
const FRAME = { name: "Name", question: "Question?" };
const GOLD_CHANGE = { itemNo: 1, version: 0, levels: [4, 5], reason: "because", answer: "" };

export type Samples = {
  params: Readonly<Record<string, string>>;
  bodies: Readonly<Record<string, unknown>>;
  actions: Readonly<Record<string, readonly unknown[]>>;
};

export function samplesOf(projectId: string): Samples {
  return {
    params: {
      projectId,
      annotatorNo: "1",
      itemNo: "1",
      importNo: "1",
      version: "1",
      "...name": "manifest.json",
      "...profile": "ranx/qrels.json",
      "...nextauth": "session",
      token: "a".repeat(32),
      code: "a".repeat(16),
    },
    bodies: {
      "/api/judge/claim": { projectId, count: 2, since: "2026-11-27T00:00:00.000Z" },
      "/api/judge/feedback": { projectId, answered: [UUID], seen: [UUID] },
      "/api/judge/renew": { projectId },
      "/api/judge/return": { projectId, assignmentIds: [UUID], when: "now" },
      "/api/judge/submit": {
        projectId,
        assignmentId: UUID,
        epoch: 1,
        key: UUID,
        level: 3,
        unratable: null,
        comment: "fine",
        durationMs: 1000,
        guidelineVersion: 1,
      },
      "/api/judge/timing": { projectId, counts: [{ step: "next", bucket: 3, count: 1 }] },
      "/api/judge/undo": { projectId, assignmentId: UUID, key: UUID },
    },
    actions: {
      answerQuizAction: [projectId, { attempt: 1, itemId: UUID, level: 3 }],
      changeGoldAction: [projectId, [GOLD_CHANGE]],
      contestGoldAction: [projectId, { assignmentId: UUID, comment: "I see it otherwise" }],
      createInviteAction: [projectId],
      createInvitedAccountAction: ["a".repeat(16), ACCOUNT],
      changeReadingAction: [
        projectId,
        1,
        { delimiter: ";", hasQuotes: true, encoding: "utf-8", hasHeader: false },
      ],
      cancelBuildAction: [projectId, 1],
      createProjectAction: [{ ...FRAME, levels: LEVELS, relevantFrom: 2, guideline: "# Guideline" }],
      discardImportAction: [projectId, 1],
      freezeDatasetAction: [
        projectId,
        { method: "majority", decision: "most-probable", grades: [0, 1, 2, 3, 4], queryIds: "numbered" },
      ],
      joinProjectAction: ["a".repeat(16)],
      moveItemsAction: [projectId, { nos: [1], move: "resume" }],
      moveProjectAction: [projectId, "resume"],
      moveQueryAction: [projectId, { queryNo: 1, move: "resume" }],
      noteGuidelineReadAction: [projectId, 1],
      readAgainAction: [projectId, 1],
      readScreenAction: [projectId, 1],
      refreezeDatasetAction: [projectId, 1],
      planReopeningAction: [projectId, { upTo: 1, which: { by: "query", text: "query" } }],
      previewGoldChangesAction: [projectId, [GOLD_CHANGE]],
      publishGuidelineAction: [projectId, { markdown: "# Guideline", basedOn: 0 }],
      reinstateAnnotatorAction: [projectId, { annotatorNo: 1, reason: "because" }],
      reopenItemsAction: [projectId, { upTo: 1, which: { by: "level", levels: [1] } }],
      revokeInviteAction: [projectId, "a".repeat(16)],
      setFeedbackAction: [projectId, true],
      setUpAdminAction: ["a".repeat(32), ACCOUNT],
      startImportAction: [
        projectId,
        1,
        { fieldRoles: [{ name: "title", role: "title" }], policy: "good-rows" },
      ],
      suspendAnnotatorAction: [projectId, { annotatorNo: 2, reason: "because" }],
      updateFrameAction: [projectId, FRAME],
      updateQualityAction: [
        projectId,
        {
          judgmentsPerItem: 1,
          isAdaptive: false,
          leastJudgments: 2,
          mostJudgments: 3,
          stopConfidence: 0.9,
          stopError: 0.5,
          auditShare: 0.1,
          goldRate: 0.1,
          assignmentSeconds: 900,
        },
      ],
      updateScaleAction: [projectId, { levels: LEVELS, relevantFrom: 2 }],
    },
  };
}
