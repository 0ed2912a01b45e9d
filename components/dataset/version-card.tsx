import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import {
  coefficient,
  coefficientInterval,
  count,
  counted,
  percent,
  percentInterval,
  reasonInWords,
} from "#components/ui/format.ts";
import { Facts } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import { type DatasetVersionRow, type Manifest, methodOf } from "#lib/dataset/rules/version.ts";
import type { Interval } from "#lib/statistics/numeric/interval.ts";
import type { GoldScopes } from "#lib/statistics/trust/gold-scopes.ts";
import { Building } from "./building.tsx";
import { FreezeAgain } from "./freeze-again.tsx";
import { VersionDownloads } from "./version-downloads.tsx";
import {
  CONFIDENCE_WORDS,
  changedInWords,
  equalInWords,
  freezeFailureInWords,
  handoverInWords,
  METHOD_WORDS,
  ownVotesInWords,
  surestInWords,
  VERSION_HELP,
} from "./words.ts";

/** A version, its manifest in short, and its files. */
export function VersionCard({ projectId, version }: { projectId: string; version: DatasetVersionRow }) {
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          Version {version.version}
          {version.state === "building" && <Chip tone="note">freezing</Chip>}
          {version.state === "failed" && <Chip tone="bad">failed</Chip>}
          {version.state === "canceled" && <Chip>canceled</Chip>}
          {version.state === "equal" && <Chip tone="note">Equals version {version.equals}</Chip>}
        </span>
      }
      aside={<Time at={version.createdAt} />}
    >
      {version.state === "building" && (
        <Building projectId={projectId} version={version.version} progress={version.progress} />
      )}
      {version.state === "failed" && (
        <Callout tone="bad" title="Freezing failed.">
          {freezeFailureInWords(version.error)}
          {version.error !== "upgraded" && <FreezeAgain projectId={projectId} version={version.version} />}
        </Callout>
      )}
      {version.state === "canceled" && (
        <div className="text-ink-2">
          <p>{VERSION_HELP.canceled}</p>
          <FreezeAgain projectId={projectId} version={version.version} />
        </div>
      )}
      {version.state === "equal" && (
        <p className="text-ink-2">{equalInWords(version.equals, version.version)}</p>
      )}
      {version.manifest?.format === 1 && (
        <p className="mb-3 text-[13px] text-ink-3">{VERSION_HELP["first-format"]}</p>
      )}
      {version.manifest && (
        <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
          <VersionFacts version={version} manifest={version.manifest} />
          <VersionDownloads projectId={projectId} version={version} manifest={version.manifest} />
        </div>
      )}
    </Card>
  );
}

function VersionFacts({ version, manifest }: { version: DatasetVersionRow; manifest: Manifest }) {
  const { counts, gold_accuracy: gold } = manifest;
  const made = methodOf(version, manifest);
  const scopes = manifest.gold_scopes?.on_gold;
  const interval = scopes === undefined && gold.reason === null ? gold.exact.wilson : teamOf(scopes);
  return (
    <Facts
      facts={[
        {
          name: "Labels",
          value: `${count(counts.labeled)} of ${counted(counts.items, "item")}${counts.tied > 0 ? `, ${count(counts.tied)} tied` : ""}`,
        },
        {
          name: "Judgments",
          value: `${count(counts.counted)} counted, ${counted(counts.annotators, "annotator")}`,
        },
        { name: "Method", value: <MethodFact made={made} /> },
        ...confidenceFact(made),
        {
          name: "Agreement",
          value: <AgreementFact manifest={manifest} />,
        },
        {
          name: "Gold accuracy",
          value:
            gold.reason === null
              ? `${percent(gold.exact.share)}, 95% interval ${percentInterval(interval)}, n = ${count(gold.n)}`
              : "no gold answers yet",
        },
        { name: "Grades", value: version.parameters.grades.join(" · ") },
        ...renamedFact(manifest.qrels?.renamed_documents),
        { name: "Digest", value: <code className="text-xs break-all">{version.digest}</code> },
      ]}
    />
  );
}

function teamOf(scopes: GoldScopes | undefined): Interval | null {
  return scopes?.reason === null ? scopes.team.value : null;
}

function AgreementFact({ manifest: { agreement, agreement_over: over } }: { manifest: Manifest }) {
  return (
    <>
      ordinal alpha {coefficient(agreement.alpha.value)},{" "}
      {agreement.team.value ? `95% interval ${coefficientInterval(agreement.team.value)}` : "no interval"}, n
      = {count(agreement.pairableItems)}
      {agreement.team.reason && (
        <span className="block text-[13px] text-ink-3">{reasonInWords(agreement.team.reason)}</span>
      )}
      {over && <span className="block text-[13px] text-ink-3">{over}</span>}
    </>
  );
}

type MadeFact = ReturnType<typeof methodOf>;

function confidenceFact({ kind, surest }: MadeFact) {
  if (kind === null) return [];
  const { name, help } = CONFIDENCE_WORDS[kind];
  return [
    { name: "Confidence", value: surest && kind === "checked" ? surestInWords(surest) : `${name}. ${help}` },
  ];
}

function MethodFact({ made }: { made: MadeFact }) {
  const notes = [handoverInWords(made, "made"), ownVotesInWords(made)].filter((note) => note !== null);
  return (
    <>
      {METHOD_WORDS[made.chosen].name}
      {made.changed !== null && made.changed > 0 && `, ${changedInWords(made.changed)}`}
      {notes.map((note) => (
        <span key={note} className="block text-[13px] text-ink-3">
          {note}
        </span>
      ))}
    </>
  );
}

/** Ids that evaluation tools would cut have another name in qrels. */
function renamedFact(renamed: Manifest["qrels"]["renamed_documents"]): { name: string; value: string }[] {
  if (renamed === undefined || renamed.count === 0) return [];
  const shown = renamed.first.slice(0, 3).map(({ document, item_id }) => `${document} is "${item_id}"`);
  const rest = renamed.count > shown.length ? ", …" : "";
  const how = `${counted(renamed.count, "document")} renamed, see documents.tsv: ${shown.join(", ")}${rest}`;
  return [{ name: "In qrels", value: how }];
}
