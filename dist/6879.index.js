export const id = 6879;
export const ids = [6879];
export const modules = {

/***/ 6879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readGitChanges: () => (/* binding */ readGitChanges)
});

// EXTERNAL MODULE: ./lib/lib/escape.js
var lib_escape = __webpack_require__(64928);
// EXTERNAL MODULE: ./lib/model/change.js
var model_change = __webpack_require__(7701);
// EXTERNAL MODULE: ./lib/model/errors.js
var errors = __webpack_require__(73434);
// EXTERNAL MODULE: ./lib/model/tree.js
var model_tree = __webpack_require__(96477);
// EXTERNAL MODULE: ./lib/changes/event.js
var changes_event = __webpack_require__(37993);
;// CONCATENATED MODULE: ./lib/changes/git/last-deployment.js


const MAX_PAGES = 3;
const MAX_REQUESTED = 100;
const MAX_OWN = 3;
async function deployedBefore(search) {
    const { head, runner, environment } = search;
    if ((0,changes_event/* deployedCommit */.qd)(runner) !== head) {
        return {
            none: `the files come from commit ${(0,changes_event/* shortCommit */.Ax)(head)}, and deployments name the commit that a run was started for`,
        };
    }
    const found = await findLast(search);
    if ("none" in found)
        return found;
    if (!(0,changes_event/* isCommitId */.jh)(found.commit))
        return { none: "the last successful deployment names no commit" };
    const name = (0,lib_escape/* escapeControlCharacters */.F7)(environment, 100);
    const why = `Compared with ${(0,changes_event/* shortCommit */.Ax)(found.commit)}, GitHub's last successful deployment to "${name}" of another commit than this one.`;
    return { commit: found.commit, why };
}
async function findLast(search) {
    const { environment, deployments, runner } = search;
    const event = eventDeployment(runner);
    let last;
    let [requested, own, listed] = [0, 0, 0];
    for (let page = 1, hasMore = true; hasMore && last === undefined && page <= MAX_PAGES; page++) {
        const list = await deployments.list(environment, page);
        if (!list.ok)
            return { none: list.message };
        hasMore = list.hasMore;
        listed += list.items.length;
        for (const one of list.items) {
            const mayBeOwn = event === undefined && own < MAX_OWN && one.commit === runner.sha;
            const mayBeLast = last === undefined && mayCount(one, search) && (event === undefined || one.id < event);
            if (!mayBeOwn && !mayBeLast)
                continue;
            if (requested === MAX_REQUESTED)
                return { none: `none of the ${MAX_REQUESTED} deployments that were read succeeded` };
            requested += 1;
            const statuses = await deployments.statuses(one.id);
            if (!statuses.ok)
                return { none: statuses.message };
            if (mayBeOwn)
                own += 1;
            if (mayBeOwn && isOfRun(statuses.items, runner)) {
                if (runner.event.name === "workflow_run")
                    return { none: WRONG_COMMITS };
                [last, own] = [undefined, MAX_OWN];
            }
            else if (mayBeLast && statuses.items.some(({ state }) => state === "success"))
                last = one;
        }
    }
    return last ?? { none: noneOf(listed, environment) };
}
const WRONG_COMMITS = "this job has an environment of its own, so the deployments that it makes name the tip of the default branch and not what was deployed";
function noneOf(listed, environment) {
    const name = (0,lib_escape/* escapeControlCharacters */.F7)(environment, 100);
    if (listed === 0)
        return `GitHub knows no deployment to "${name}"`;
    return `none of the ${listed} newest deployments to "${name}" succeeded before this one, with another commit`;
}
function mayCount({ commit, task, isTransient }, { head }) {
    return commit !== head && task === "deploy" && !isTransient;
}
function eventDeployment({ event }) {
    const id = event.name.startsWith("deployment") ? (0,changes_event/* valueAt */.fK)(event.payload, "deployment", "id") : undefined;
    return typeof id === "number" ? id : undefined;
}
function isOfRun(statuses, { runId }) {
    return statuses.some(({ logUrl }) => /\/actions\/runs\/(\d+)(?:[/?#]|$)/.exec(logUrl)?.[1] === runId);
}

;// CONCATENATED MODULE: ./lib/changes/git/choose-base.js




const RESOLVERS = [
    fromInput,
    fromRecord,
    fromPullRequest,
    fromMergeGroup,
    fromPush,
    fromOtherEvent,
];
const SILENT_EVENTS = {
    workflow_dispatch: "a run that was started by hand does not say what was live before it",
    schedule: "a scheduled run does not say what was live before it",
    release: "a release does not say which one was live before it",
    workflow_run: "a run that follows another workflow does not say what was live before it",
    repository_dispatch: "a repository_dispatch event does not say what was live before it",
    deployment: "a deployment event does not say which commit was live before it",
    deployment_status: "a deployment_status event does not say which commit was live before it",
    workflow_call: "a called workflow does not say what was live before it",
    create: "a new branch or tag has nothing before it",
    page_build: "a page_build event does not say what was live before it",
    registry_package: "a package event does not say what was live before it",
};
async function chooseBase(question) {
    for (const resolver of RESOLVERS) {
        const claim = await resolver(question);
        if (claim === undefined)
            continue;
        const base = claim.kind === "none" ? { none: claim.why } : await bringBase(question, claim.id, claim.why);
        if (resolver === fromRecord)
            return withBetween(question, base);
        return resolver === fromPush || resolver === fromOtherEvent ? orDeployed(question, base) : base;
    }
    return { none: "nothing says what was live before" };
}
async function orDeployed(question, base) {
    if (!("none" in base) || question.deployed === undefined)
        return base;
    const found = await deployedBefore({ ...question, ...question.deployed });
    const brought = "none" in found ? found : await bringBase(question, found.commit, found.why);
    const event = `${base.none.charAt(0).toUpperCase()}${base.none.slice(1)}.`;
    if ("none" in brought) {
        return { none: base.none, notes: [`GitHub's deployments were requested, and do not say it: ${brought.none}.`] };
    }
    return { ...brought, notes: [event, ...brought.notes] };
}
async function userCommit(input, name, { repository, token, runner }) {
    const known = await repository.resolve(name);
    if (known !== undefined && (await repository.isWhole(known)))
        return { commit: known, notes: [] };
    const id = known ?? name.toLowerCase();
    const isId = (0,changes_event/* isCommitId */.jh)(id);
    const brought = isId ? await bring({ repository, runner, token }, id) : undefined;
    if (brought?.ok)
        return { commit: brought.commit, notes: [fetchedNote(input, id)] };
    const reason = brought === undefined ? "" : ` Fetching it failed: ${brought.message}.`;
    const message = `"${(0,lib_escape/* escapeControlCharacters */.F7)(name, 100)}" is no commit, tag or branch that this checkout has.${reason} Give one name, not a range; ` +
        `a full commit id is fetched when it is missing, for example ${input}: 4b825dc642cb6eb9a060e54bf8d69288fbee4904.`;
    throw (0,errors/* configError */.Fj)([{ input, message }]);
}
async function fromInput(question) {
    if (question.base === undefined || question.base === "")
        return undefined;
    const { commit, notes } = await userCommit("base", question.base, question);
    const why = [`Compared with ${(0,changes_event/* shortCommit */.Ax)(commit)}, which base names.`, ...notes].join(" ");
    return { kind: "commit", id: commit, why };
}
function fromRecord({ remembered }) {
    if (remembered === undefined)
        return undefined;
    if (remembered.commit === undefined)
        return none("no earlier deploy is remembered");
    const why = `Compared with ${(0,changes_event/* shortCommit */.Ax)(remembered.commit)}, the last deploy that is remembered.`;
    return { kind: "commit", id: remembered.commit, why };
}
async function withBetween(question, base) {
    if ("none" in base)
        return base;
    const claimed = await fromPush(question);
    if (claimed?.kind !== "commit" || claimed.id === base.commit)
        return base;
    const brought = await bring(question, claimed.id);
    if (!brought.ok) {
        const why = `the commit before the push, ${(0,changes_event/* shortCommit */.Ax)(claimed.id)}, is not the one that is remembered and could not be fetched: ${brought.message}`;
        return { none: why };
    }
    if (brought.commit === base.commit)
        return base;
    const note = `Also compared with ${(0,changes_event/* shortCommit */.Ax)(brought.commit)}, what was there before the push: no run remembers it, so it may have been ` +
        "live in between.";
    return { ...base, between: brought.commit, notes: [...base.notes, note] };
}
async function fromPullRequest({ runner: { event }, repository, head }) {
    if (!event.name.startsWith("pull_request"))
        return undefined;
    const [first, second, ...more] = await repository.parents(head);
    if (second !== undefined && more.length === 0 && second === (0,changes_event/* textAt */.$6)(event.payload, "pull_request", "head", "sha")) {
        return claim(first, "the branch it is to be merged into, as the checked-out merge commit has it");
    }
    return claim((0,changes_event/* textAt */.$6)(event.payload, "pull_request", "base", "sha"), "the tip of the branch it is to be merged into");
}
function fromMergeGroup({ runner: { event } }) {
    if (event.name !== "merge_group")
        return undefined;
    return claim((0,changes_event/* textAt */.$6)(event.payload, "merge_group", "base_sha"), "the commit the merge group is built on");
}
async function fromPush({ runner, head, repository, remembered }) {
    const { event } = runner;
    if (event.name !== "push")
        return undefined;
    const before = (0,changes_event/* textAt */.$6)(event.payload, "before");
    const after = (0,changes_event/* textAt */.$6)(event.payload, "after");
    if (after !== undefined && changes_event/* NO_COMMIT */.U2.test(after))
        return none("the push deleted its branch or tag");
    const isOurs = after !== undefined && (after === head || (await repository.resolve(after)) === head);
    if (!isOurs) {
        return none(`the files come from commit ${(0,changes_event/* shortCommit */.Ax)(head)}, which is not what the push that started this run brought`);
    }
    if (before !== undefined && changes_event/* NO_COMMIT */.U2.test(before)) {
        return none("the push created its branch or tag, so nothing was pushed there before");
    }
    if (runner.runAttempt > 1 && remembered === undefined) {
        return none(`this is attempt ${runner.runAttempt} of an earlier run, and what other runs deployed since its push is not known`);
    }
    const isForced = event.payload["forced"] === true;
    return claim(before, `what the branch or tag was before the ${isForced ? "forced " : ""}push`);
}
function fromOtherEvent({ runner: { event } }) {
    const why = Object.hasOwn(SILENT_EVENTS, event.name) ? SILENT_EVENTS[event.name] : undefined;
    return none(why ?? `the event "${(0,lib_escape/* escapeControlCharacters */.F7)(event.name, 60)}" does not say what was live before it`);
}
function claim(id, what) {
    if (id === undefined || !(0,changes_event/* isCommitId */.jh)(id))
        return none("the event does not name a commit to compare with");
    return { kind: "commit", id, why: `Compared with ${(0,changes_event/* shortCommit */.Ax)(id)}, ${what}.` };
}
function none(why) {
    return { kind: "none", why };
}
async function bringBase(question, id, why) {
    const found = await bring(question, id);
    if (!found.ok)
        return {
            none: `the commit before, ${(0,changes_event/* shortCommit */.Ax)(id)}, is not in the checkout and could not be fetched: ${found.message}`,
        };
    return { commit: found.commit, notes: found.isFetched ? [why, fetchedNote("base", id)] : [why] };
}
async function bring({ repository, runner, token }, id) {
    const known = await repository.resolve(id);
    if (known !== undefined && (await repository.isWhole(known)))
        return { ok: true, commit: known, isFetched: false };
    const fetched = await repository.fetch(id, { serverUrl: runner.serverUrl, token });
    if (!fetched.ok)
        return fetched;
    const commit = await repository.resolve(id);
    if (commit === undefined)
        return { ok: false, message: "what the server sent is no commit" };
    return { ok: true, commit, isFetched: true };
}
function fetchedNote(input, id) {
    return `Commit ${(0,changes_event/* shortCommit */.Ax)(id)} (${input}) was fetched by its id, since the checkout did not bring it.`;
}

// EXTERNAL MODULE: ./lib/changes/git/commit-files.js
var commit_files = __webpack_require__(39331);
// EXTERNAL MODULE: ./lib/changes/git/locate.js
var git_locate = __webpack_require__(14034);
;// CONCATENATED MODULE: ./lib/changes/git/compare-commits.js


async function compareCommits(repository, { base, between, head }, folder, headFolder) {
    const first = await compareTwo(repository, base, head, folder, headFolder);
    if (between === undefined)
        return first;
    const second = await compareTwo(repository, between, head, folder, headFolder);
    const known = new Set(first.changes.map(({ path }) => path));
    return {
        changes: [...first.changes, ...second.changes.filter(({ path }) => !known.has(path))],
        baseFolder: second.baseFolder === undefined ? undefined : first.baseFolder,
    };
}
async function compareTwo(repository, base, head, folder, headFolderSoon) {
    const diff = await repository.diff(base, head);
    const [headFolder, changes] = [await headFolderSoon(), await intoSubmodules(repository, diff)];
    if (changes.some((one) => isSubmodule(one) && isAbove(one.path, headFolder)))
        return { changes, baseFolder: undefined };
    const isPlain = headFolder === folder && !changes.some(({ path, oldMode }) => oldMode === git_locate/* LINK */.ps && isAbove(path, folder));
    if (isPlain)
        return { changes, baseFolder: folder };
    const [before, after] = [
        await (0,git_locate/* createLocator */.TR)(repository, base)(folder),
        await (0,git_locate/* createLocator */.TR)(repository, head)(folder),
    ];
    if (before.kind !== "entry" || after.kind !== "entry")
        return { changes, baseFolder: undefined };
    const baseFolder = before.entry.path;
    if (baseFolder === headFolder)
        return { changes, baseFolder };
    if (before.entry.mode !== git_locate/* FOLDER */.L7 || after.entry.mode !== git_locate/* FOLDER */.L7)
        return { changes, baseFolder: undefined };
    const moved = await intoSubmodules(repository, await repository.diffFolders(before.entry.id, after.entry.id));
    const outside = changes.filter(({ path }) => (0,commit_files/* below */.Gz)(headFolder, path) === undefined);
    return { changes: [...outside, ...moved.map((one) => ({ ...one, path: `${headFolder}/${one.path}` }))], baseFolder };
}
function isAbove(path, folder) {
    return path === folder || folder.startsWith(`${path}/`);
}
async function intoSubmodules(repository, changes) {
    if (!changes.some(isSubmodule))
        return changes;
    const all = [];
    for (const change of changes) {
        const within = isSubmodule(change) ? await compareSubmodule(repository, change) : undefined;
        if (within === undefined)
            all.push(change);
        else
            for (const one of within)
                all.push({ ...one, path: `${change.path}/${one.path}` });
    }
    return all;
}
function isSubmodule({ oldMode, newMode }) {
    return oldMode === git_locate/* SUBMODULE */.NG || newMode === git_locate/* SUBMODULE */.NG;
}
async function compareSubmodule(repository, { oldMode, newMode, oldId, newId }) {
    const isThere = (mode) => Number(mode) !== 0;
    const ends = [
        { mode: oldMode, id: oldId },
        { mode: newMode, id: newId },
    ];
    for (const { mode, id } of ends) {
        if (isThere(mode) && (mode !== git_locate/* SUBMODULE */.NG || !(await repository.has(id))))
            return undefined;
    }
    const [before, after] = ends.map(({ mode, id }) => (isThere(mode) ? id : undefined));
    return intoSubmodules(repository, await repository.diffFolders(before, after));
}

;// CONCATENATED MODULE: ./lib/changes/git/sort-changes.js




function sortChanges(raw, prefix, include) {
    const outside = [];
    const found = { below: [], deployed: [], links: [] };
    for (const entry of raw) {
        const path = include === undefined ? undefined : (0,commit_files/* below */.Gz)(prefix, entry.path);
        const change = toChange(entry, path ?? entry.path);
        if (change === undefined)
            continue;
        const isDeployed = path !== undefined && (change.isFolder === true || include?.(path) === true);
        if (!isDeployed)
            outside.push({ ...change, path: entry.path, isOutside: true });
        if (path === undefined)
            continue;
        found.below.push(change);
        if (isDeployed)
            found.deployed.push(change);
        if (entry.oldMode === git_locate/* LINK */.ps || entry.newMode === git_locate/* LINK */.ps)
            found.links.push({ ...entry, path });
    }
    return { outside, ...found, ignored: outside.length };
}
function toChange({ status, oldMode, newMode, oldId, newId }, path) {
    if (oldMode === git_locate/* SUBMODULE */.NG || newMode === git_locate/* SUBMODULE */.NG)
        return oldId === newId ? undefined : (0,model_change/* folderChange */.jX)(path);
    const before = (0,commit_files/* identity */.D_)(oldMode, oldId);
    const after = (0,commit_files/* identity */.D_)(newMode, newId);
    if (status === "A")
        return { kind: "added", path, after };
    if (status === "D")
        return { kind: "deleted", path, before };
    if (status !== "M" && status !== "T")
        throw new errors/* PurgeError */.CV("diff", `git reports a change of a kind unknown here: ${status}.`);
    return before === after ? undefined : { kind: "modified", path, before, after };
}

;// CONCATENATED MODULE: ./lib/changes/git/link-targets.js





const MAX_FOLLOWED = 500;
async function compareLinkTargets(repository, { base, head }, links) {
    const [locateNow, locateBefore] = [(0,git_locate/* createLocator */.TR)(repository, head), (0,git_locate/* createLocator */.TR)(repository, base)];
    const changes = [];
    const outside = [];
    if (links.length > MAX_FOLLOWED) {
        const everything = `more than ${MAX_FOLLOWED} symbolic links changed, or lead out of build-dir`;
        return { changes, outside, everything };
    }
    for (const { path, now, before, isMoved } of links) {
        const [old, after] = [await locateBefore(before), await locateNow(now)];
        if (after.kind === "outside")
            outside.push(path);
        if (!isMoved && old.kind === "outside" && after.kind === "outside")
            continue;
        for (const change of await compareTargets(repository, path, old, after))
            changes.push(change);
    }
    return { changes, outside };
}
async function compareTargets(repository, path, before, after) {
    if (before.kind === "outside" || after.kind === "outside")
        return [(0,model_change/* folderChange */.jX)(path)];
    const [old, now] = [before, after].map((one) => (one.kind === "entry" ? one.entry : undefined));
    if (old?.id === now?.id)
        return [];
    if (isTree(old) || isTree(now))
        return compareFolders(repository, path, old, now);
    if (old === undefined)
        return now === undefined ? [] : [{ kind: "added", path, after: now.id }];
    if (now === undefined)
        return [{ kind: "deleted", path, before: old.id }];
    return [{ kind: "modified", path, before: old.id, after: now.id }];
}
async function compareFolders(repository, path, old, now) {
    for (const one of [old, now]) {
        if (one?.mode === git_locate/* SUBMODULE */.NG && !(await repository.has(one.id)))
            return [(0,model_change/* folderChange */.jX)(path)];
    }
    const [before, after] = [old, now].map((one) => (isTree(one) ? one?.id : undefined));
    const raw = await intoSubmodules(repository, await repository.diffFolders(before, after));
    const files = raw.flatMap((one) => toChange(one, `${path}/${one.path}`) ?? []);
    if (now !== undefined && !isTree(now))
        return [...files, { kind: "added", path, after: now.id }];
    return old === undefined || isTree(old) ? files : [...files, { kind: "deleted", path, before: old.id }];
}
function isTree(entry) {
    return entry !== undefined && (entry.mode === git_locate/* FOLDER */.L7 || entry.mode === git_locate/* SUBMODULE */.NG);
}
async function anyBehindLinks(repository, head, links, include) {
    const locate = (0,git_locate/* createLocator */.TR)(repository, head);
    for (const { path } of links.slice(0, MAX_FOLLOWED)) {
        const target = await locate(repository.prefix === "" ? path : `${repository.prefix}/${path}`);
        if (target.kind === "outside")
            return true;
        if (target.kind !== "entry" || target.entry.mode !== git_locate/* FOLDER */.L7)
            continue;
        const folder = target.entry.path;
        let found = false;
        await repository.tree(head, folder, (entry) => {
            found ||= include(`${path}/${(0,commit_files/* below */.Gz)(folder, entry.path) ?? ""}`);
        });
        if (found)
            return true;
    }
    return false;
}

// EXTERNAL MODULE: ./lib/model/path.js
var model_path = __webpack_require__(63070);
;// CONCATENATED MODULE: ./lib/changes/git/follow-links.js


async function findMovedLinks(repository, isFile, { below, links }) {
    if (links.length === 0)
        return [];
    const changed = new Set(below.map(({ path }) => path));
    for (const { path } of links)
        changed.delete(path);
    const isCertain = async (path, mode, id) => {
        if (mode !== git_locate/* LINK */.ps)
            return true;
        const text = await (0,git_locate/* linkText */.yX)(repository, id);
        const target = text === undefined ? undefined : linkTarget(path, text);
        return target !== undefined && (isFile(target) || changed.has(target));
    };
    const moved = [];
    for (const { path, oldMode, newMode, oldId, newId } of links) {
        if (!((await isCertain(path, oldMode, oldId)) && (await isCertain(path, newMode, newId))))
            moved.push(path);
    }
    return moved;
}
async function readLinks(repository, links) {
    const texts = await repository.blobs([...new Set(links.map(({ id }) => id))]);
    const read = [];
    for (const { path, id } of links) {
        const known = texts.get(id);
        read.push({ path, text: known === undefined ? await (0,git_locate/* linkText */.yX)(repository, id) : (0,model_path/* pathFromBytes */.n)(known) });
    }
    return read;
}
const MAX_LINKED_CHANGES = 100_000;
function followLinks(links, changes) {
    const byTarget = new Map();
    let unknown = 0;
    for (const { path, text } of links) {
        const target = text === undefined ? undefined : linkTarget(path, text);
        if (target === undefined)
            unknown += 1;
        else
            byTarget.set(target, [...(byTarget.get(target) ?? []), path]);
    }
    return { changes: byTarget.size === 0 ? [] : spread(byTarget, changes), unknown };
}
function linkTarget(link, text) {
    if ((0,git_locate/* isAbsolute */.oP)(text) || text === "")
        return undefined;
    const segments = link.split("/").slice(0, -1);
    for (const segment of text.split("/")) {
        if (segment === "..") {
            if (segments.pop() === undefined)
                return undefined;
        }
        else if (segment !== "" && segment !== ".")
            segments.push(segment);
    }
    return segments.join("/");
}
function spread(byTarget, changes) {
    const seen = new Set(changes.map(({ path }) => path));
    const added = [];
    const steps = changes.map((change) => ({ change, through: [] }));
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        for (const { link, path } of pathsTo(byTarget, step.change)) {
            if (step.through.includes(link) || seen.has(path))
                continue;
            if (added.length >= MAX_LINKED_CHANGES)
                return undefined;
            seen.add(path);
            const change = { ...step.change, path };
            added.push(change);
            steps.push({ change, through: [...step.through, link] });
        }
    }
    return added;
}
function* pathsTo(byTarget, { path, isFolder }) {
    for (let end = path.length; end >= 0; end = end === 0 ? -1 : Math.max(path.lastIndexOf("/", end - 1), 0)) {
        const rest = end === 0 ? `/${path}` : path.slice(end);
        for (const link of byTarget.get(path.slice(0, end)) ?? [])
            yield { link, path: link + rest };
    }
    if (isFolder !== true)
        return;
    for (const [target, links] of byTarget) {
        if (target.startsWith(`${path}/`))
            for (const link of links)
                yield { link, path: link };
    }
}

;// CONCATENATED MODULE: ./lib/changes/git/reach.js





async function reachOf(repository, build, sorted, ends) {
    if (ends.baseFolder === undefined) {
        return {
            linked: [],
            everything: "the commit before does not have build-dir, or the checkout does not have what it leads to",
            notes: [],
        };
    }
    const links = build.links.length === 0 ? [] : await readLinks(repository, build.links);
    const moved = await findMovedLinks(repository, (path) => (0,commit_files/* isFile */.fo)(build, path), sorted);
    const targets = await targetChanges(repository, { links, moved }, sorted, { ...ends, baseFolder: ends.baseFolder });
    const notes = targets.outside.length === 0 ? [] : [leadOut(targets.outside)];
    if (targets.everything !== undefined)
        return { linked: [], everything: targets.everything, notes };
    const reach = followChangedLinks(links, [...sorted.below, ...targets.changes]);
    const linked = [...targets.changes, ...reach.linked];
    const unknown = [...sorted.deployed, ...linked].filter(({ isFolder }) => isFolder === true);
    return { ...reach, linked, notes: [...reach.notes, ...notes, ...unknownNote(unknown)] };
}
function followChangedLinks(links, below) {
    if (below.length === 0 || links.length === 0)
        return { linked: [], notes: [] };
    const { changes } = followLinks(links, below);
    if (changes === undefined) {
        return { linked: [], everything: "symbolic links lead to more changed files than can be listed", notes: [] };
    }
    const note = `Symbolic links below build-dir: ${links.length}. Further paths that changed through them: ${changes.length}.`;
    return { linked: changes, notes: [note] };
}
async function targetChanges(repository, { links, moved }, sorted, { base, between, head, baseFolder }) {
    const changed = new Set(sorted.links.map(({ path }) => path));
    const at = (folder, path) => (folder === "" ? path : `${folder}/${path}`);
    const atEnds = (path, isMoved) => {
        return { path, now: at(repository.prefix, path), before: at(baseFolder, path), isMoved };
    };
    const outward = links.filter(({ path, text }) => text !== undefined && linkTarget(path, text) === undefined && !changed.has(path));
    const all = [...outward.map(({ path }) => atEnds(path, false)), ...moved.map((path) => atEnds(path, true))];
    const found = await compareLinkTargets(repository, { base, head }, all);
    if (between === undefined || all.length === 0)
        return found;
    const also = await compareLinkTargets(repository, { base: between, head }, all);
    const known = new Set(found.changes.map(({ path }) => path));
    return { ...found, ...also, changes: [...found.changes, ...also.changes.filter(({ path }) => !known.has(path))] };
}
const MAX_NAMED = 3;
function unknownNote(folders) {
    if (folders.length === 0)
        return [];
    const named = folders.slice(0, MAX_NAMED).map((one) => `"${(0,lib_escape/* escapeControlCharacters */.F7)((0,model_change/* shownPath */.pS)(one), 200)}"`);
    const more = folders.length > MAX_NAMED ? ` and ${folders.length - MAX_NAMED} more` : "";
    return [
        `Everything below ${named.join(", ")}${more} counts as changed: a submodule or a link points elsewhere, and the checkout does ` +
            "not have both ends. With submodules: true and fetch-depth: 0, actions/checkout brings a submodule's commits.",
    ];
}
function leadOut([first = "", ...more]) {
    const named = `"${(0,lib_escape/* escapeControlCharacters */.F7)(first, 200)}"${more.length === 0 ? "" : ` and ${more.length} more`}`;
    return `Symbolic links that lead out of the repository: ${named}. Git does not compare what they lead to; changes: build does.`;
}

;// CONCATENATED MODULE: ./lib/changes/git/rule-files.js




const NO_RULES = { inBuild: [], anywhere: [] };
async function readRuleFiles(repository, ends, { inBuild, anywhere } = NO_RULES) {
    const before = new Map();
    const after = new Map();
    for (const name of [...inBuild, ...anywhere]) {
        const own = repository.prefix === "" ? name : `${repository.prefix}/${name}`;
        for (const path of anywhere.includes(name) ? new Set([own, name]) : [own]) {
            const ids = await idsOf(repository, path, path === own ? name : undefined, ends);
            if (ids.before !== undefined && !before.has(name))
                before.set(name, await ruleFile(repository, ids.before));
            if (ids.after !== undefined && !after.has(name))
                after.set(name, await ruleFile(repository, ids.after));
        }
    }
    return { before, after };
}
async function idsOf(repository, path, inTree, ends) {
    const { base, head, baseFolder } = ends;
    const { before, after } = await identitiesOf(repository, path, inTree, ends);
    const pathBefore = inTree === undefined || baseFolder === undefined ? path : baseFolder === "" ? inTree : `${baseFolder}/${inTree}`;
    return {
        before: (0,commit_files/* isLink */.PJ)(before) ? await targetId(repository, base, pathBefore, before) : before,
        after: (0,commit_files/* isLink */.PJ)(after) ? await targetId(repository, head, path, after) : after,
    };
}
async function targetId(repository, commit, path, link) {
    const located = await (0,git_locate/* createLocator */.TR)(repository, commit)(path);
    return located.kind === "entry" && located.entry.mode !== git_locate/* FOLDER */.L7 ? located.entry.id : link;
}
async function identitiesOf(repository, path, inTree, { head, tree, diff }) {
    const change = diff.find((one) => one.path === path);
    if (change !== undefined) {
        const present = (mode, id) => (Number(mode) === 0 ? undefined : (0,commit_files/* identity */.D_)(mode, id));
        return { before: present(change.oldMode, change.oldId), after: present(change.newMode, change.newId) };
    }
    const entry = inTree === undefined ? await repository.entry(head, path) : undefined;
    const content = inTree === undefined ? entry && (0,commit_files/* identity */.D_)(entry.mode, entry.id) : tree.get(inTree);
    return { before: content, after: content };
}
async function ruleFile(repository, id) {
    try {
        return { id, text: (0,model_path/* pathFromBytes */.n)(await repository.blob(id)) };
    }
    catch (error) {
        if (error instanceof errors/* PurgeError */.CV)
            return { id };
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/changes/git/read-git.js













async function readGitChanges(options, world) {
    const { buildDir } = options;
    const repository = await openRepository(buildDir ?? ".", world);
    const { commit: head, notes } = await findHead(options, repository, world);
    const other = (0,changes_event/* wrongCheckout */.qf)(world.runner, head);
    if (other !== undefined && (options.head ?? "") === "")
        throw (0,errors/* configError */.Fj)([other]);
    const include = buildDir === undefined ? undefined : options.include;
    const buildRead = readBuildOf(repository, head, options);
    const [{ build, folder }, { base, compared }] = await Promise.all([
        buildRead,
        compareWithBase(options, repository, head, buildRead, world),
    ]);
    const sorted = sortChanges(compared?.changes ?? [], folder, include);
    if (buildDir !== undefined && build.tree.size + build.unread + sorted.deployed.length === 0) {
        const isServed = await anyBehindLinks({ ...repository, prefix: folder }, head, build.links, options.include);
        if (!isServed)
            throw nothingTracked(buildDir, build, head);
    }
    const start = { source: "git", head, tree: build.tree, prefix: folder };
    if ("none" in base || compared === undefined) {
        const everything = "none" in base ? { everything: base.none } : {};
        const all = [...notes, ...(base.notes ?? []), ...build.notes];
        return { ...start, changes: [], ignored: 0, ...everything, notes: all };
    }
    const common = { ...start, base: base.commit, ignored: sorted.ignored };
    if (buildDir === undefined) {
        return { ...common, changes: [], outside: sorted.outside, notes: [...notes, ...base.notes] };
    }
    const at = { ...repository, prefix: folder };
    const commits = { base: base.commit, between: base.between, head };
    const reach = await reachOf(at, build, sorted, { ...commits, baseFolder: compared.baseFolder });
    const ends = { ...commits, baseFolder: compared.baseFolder, tree: build.tree, diff: compared.changes };
    const rules = await readRuleFiles(at, ends, options.ruleNames);
    const all = [...notes, ...base.notes, ...build.notes, ...reach.notes];
    return {
        ...common,
        ...changesOf(build, sorted, reach, { ...options, isBaseCertain: base.between === undefined }),
        rules,
        notes: all,
    };
}
function changesOf(build, sorted, reach, { include, isBaseCertain }) {
    const linked = reach.linked.filter(({ path, isFolder }) => isFolder === true || include(path));
    const changes = inPathOrder([...sorted.deployed, ...linked]);
    return {
        tree: treeWith(build.tree, linked),
        outside: isBaseCertain ? sorted.outside : sorted.outside.map(withUnknownBefore),
        changes: isBaseCertain ? changes : changes.map(withUnknownBefore),
        everything: reach.everything,
    };
}
async function compareWithBase(options, repository, head, build, { runner }) {
    const base = await chooseBase({ ...options, head, repository, runner });
    if ("none" in base)
        return { base, compared: undefined };
    const commits = { base: base.commit, between: base.between, head };
    return {
        base,
        compared: await compareCommits(repository, commits, repository.folder, async () => (await build).folder),
    };
}
async function readBuildOf(repository, head, { buildDir, include, checked }) {
    const { folder } = repository;
    if (buildDir === undefined)
        return { build: commit_files/* NO_BUILD */.Bg, folder };
    const isChecked = checked?.head === head && checked.folder === folder;
    const build = isChecked ? checked.build : await (0,commit_files/* readGitBuild */.Nk)(repository, head, folder, include);
    if (folder === "" || build.tree.size + build.left.size + build.links.length + build.unread > 0)
        return { build, folder };
    const located = await (0,git_locate/* createLocator */.TR)(repository, head)(folder);
    if (located.kind !== "entry")
        return { build, folder };
    const { path, mode, id } = located.entry;
    if (mode === git_locate/* SUBMODULE */.NG) {
        const build = (await repository.has(id)) ? await (0,commit_files/* readGitBuild */.Nk)(repository, id, "", include) : commit_files/* UNREAD_BUILD */.l6;
        return { build, folder: path };
    }
    if (path === folder)
        return { build, folder };
    return { build: await (0,commit_files/* readGitBuild */.Nk)(repository, head, path, include), folder: path };
}
function withUnknownBefore(change) {
    return { ...change, before: model_change/* UNKNOWN_CONTENT */.FJ };
}
async function openRepository(buildDir, { git }) {
    const repository = await git.open(buildDir);
    if (repository !== undefined)
        return repository;
    const [first] = await git.checkouts();
    if (first !== undefined && buildDir === ".") {
        const where = (0,lib_escape/* escapeControlCharacters */.F7)(first, 100);
        const message = `is to say where the checkout lies: the workspace itself is none, "${where}" is one. Leave path out of actions/checkout, or ` +
            `set changes: github (without a build-dir), or give a folder of it, for example build-dir: ${where}/dist.`;
        throw (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
    }
    const message = `no git repository in the workspace holds "${(0,lib_escape/* escapeControlCharacters */.F7)(buildDir, 100)}", so git cannot say what changed. Run ` +
        "actions/checkout before this step, or compare builds by their content: changes: build.";
    throw (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
}
async function findHead({ head, token }, repository, { runner }) {
    if (head !== undefined && head !== "") {
        return userCommit("head", head, { repository, runner, token });
    }
    const commit = await repository.resolve("HEAD");
    if (commit === undefined)
        throw new errors/* PurgeError */.CV("diff", "The repository that holds build-dir has no commit yet.");
    if (!(await repository.isWhole(commit))) {
        await repository.fetch(commit, { serverUrl: runner.serverUrl, token });
    }
    return { commit, notes: [] };
}
function treeWith(tree, linked) {
    if (linked.length === 0)
        return tree;
    return (0,model_tree/* overlay */.L)(tree, new Map(linked.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]]))));
}
function inPathOrder(changes) {
    return changes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
function nothingTracked(buildDir, { links, left }, head) {
    const folder = (0,lib_escape/* escapeControlCharacters */.F7)(buildDir, 100);
    const commit = head.slice(0, 10);
    const tracked = left.size + links.length;
    if (tracked > 0) {
        const message = `leaves out all ${tracked} files of build-dir. Patterns are relative to build-dir: write blog/**, not ${folder}/blog/**.`;
        return (0,errors/* configError */.Fj)([{ input: "include", message }]);
    }
    const message = `commit ${commit} has no files below "${folder}", so git cannot say what changed in it. Commit the built site, or ` +
        "list what to purge under purge and set changes: none.";
    return (0,errors/* configError */.Fj)([{ input: "build-dir", message }]);
}


/***/ })

};
