export const id = 2217;
export const ids = [2217];
export const modules = {

/***/ 2217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findPatternFault: () => (/* binding */ findPatternFault)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73434);


const START_MS = 5_000;
const LIMIT_MS = 2_000;
const SCRIPT = `
const { readFileSync, writeSync } = require("node:fs");
const ordinary = ["Lorem, i", "<p>Do</p>", "x = 9 ;"];
const texts = [...ordinary, "\\u2026 <p>\\u2026</p>"];
for (const [at, source] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  writeSync(1, at + "\\n");
  try {
    const pattern = new RegExp(source, "gm");
    for (let round = 0; round < 4; round += 1) for (const text of texts) Array.from(text.matchAll(pattern));
    const whole = new RegExp("^(?:" + source + ")$", "m");
    if (ordinary.every((text) => whole.test(text))) writeSync(1, "matches-all\\n");
  } catch {
    writeSync(1, "too-large\\n");
  }
}
writeSync(1, "done\\n");
`;
async function findPatternFault(sources, limitMs = LIMIT_MS) {
    const lines = (await tried(sources, limitMs)).split("\n").filter((line) => line !== "");
    if (lines.length === 0)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .PurgeError */ .CV("bug", "no process could be started that tries the patterns of ignore-content");
    const word = lines.findIndex((line) => line === "matches-all" || line === "too-large");
    const kind = lines[word];
    if (kind === "matches-all" || kind === "too-large")
        return { source: sources[Number(lines[word - 1])] ?? "", kind };
    const last = lines.at(-1) ?? "";
    return last === "done" ? undefined : { source: sources[Number(last)] ?? "", kind: "endless" };
}
function tried(sources, limitMs) {
    const { promise, resolve } = Promise.withResolvers();
    const { SystemRoot } = process.env;
    const env = SystemRoot === undefined ? {} : { SystemRoot };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, ["-e", SCRIPT], { env, stdio: ["pipe", "pipe", "ignore"] });
    const kill = () => void child.kill("SIGKILL");
    let timer = setTimeout(kill, START_MS);
    process.once("exit", kill);
    child.stdout.once("data", () => {
        clearTimeout(timer);
        timer = setTimeout(kill, limitMs);
    });
    let written = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
        written += text;
    });
    child.on("error", () => undefined);
    child.stdin.on("error", () => undefined);
    child.on("close", () => {
        clearTimeout(timer);
        process.removeListener("exit", kill);
        resolve(written);
    });
    child.stdin.end(JSON.stringify(sources));
    return promise;
}


/***/ })

};
