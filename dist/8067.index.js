export const id = 8067;
export const ids = [8067];
export const modules = {

/***/ 78067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findFiles: () => (/* binding */ findFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _lib_escape_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64928);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26720);
/* harmony import */ var _lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86410);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73434);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22482);







const MAX_FILES = 1000;
const MAX_SEEN = 2_000_000;
const MAX_GLOBSTARS = 2;
async function findFiles(workspace, pattern) {
    const segments = pattern.split("/");
    const first = segments.findIndex((segment) => /[*?[]/.test(segment));
    const [folder, rest] = [segments.slice(0, first).join("/"), segments.slice(first)];
    if (rest.includes(".."))
        throw wrong(pattern, "has a .. behind a pattern: write the path that it leads to");
    const start = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern.startsWith("/") && folder === "" ? "/" : folder);
    if (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_4__/* .leadsOutside */ .d)(workspace, start))
        throw wrong(pattern, `starts at a link that leads elsewhere, and such a one is not followed`);
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(start).catch(() => start);
    if (rest.filter((segment) => segment === "**").length > MAX_GLOBSTARS)
        throw wrong(pattern, `has more than ${MAX_GLOBSTARS} times **, which could take for ever`);
    const found = await matches(root, rest, pattern);
    if (found.length === 0) {
        const where = folder === "" ? "the workspace" : `the folder ${(0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeControlCharacters */ .F7)(folder, 300)}`;
        throw wrong(pattern, `names no file: none in ${where} matches. Run this step after what writes them, or correct it`);
    }
    return found.sort().map((path) => (first === 0 ? path : `${folder}/${path}`));
}
async function matches(root, segments, pattern) {
    const names = globPattern(segments, pattern);
    const found = [];
    const folders = [""];
    let seen = 0;
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        const listing = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.opendir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder)).catch(() => undefined);
        for await (const entry of listing ?? []) {
            seen += 1;
            if (seen > MAX_SEEN)
                throw wrong(pattern, `leads through more than ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(MAX_SEEN)} files: name a folder in front of it`);
            const path = folder + entry.name;
            const isDeeper = segments.includes("**") || path.split("/").length < segments.length;
            if (entry.isDirectory()) {
                if (isDeeper)
                    folders.push(`${path}/`);
            }
            else if (names.test(path))
                found.push(path);
            if (found.length > MAX_FILES)
                throw wrong(pattern, `names more than ${MAX_FILES} files`);
        }
    }
    return found;
}
function globPattern(segments, pattern) {
    const isHidden = segments.some((segment) => segment.startsWith("."));
    const glob = segments.join("/").replace(/[{}]/g, "\\$&");
    const fault = (0,_lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_2__/* .bracketFault */ .j5)(glob);
    if (fault !== undefined)
        throw wrong(pattern, fault.message);
    return (0,_lib_glob_pattern_js__WEBPACK_IMPORTED_MODULE_2__/* .translateGlob */ .tH)(glob, isHidden ? "match" : "hide").pattern;
}
function wrong(pattern, why) {
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .configError */ .Fj)([
        { input: (0,_lib_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeControlCharacters */ .F7)(pattern, 300), message: `${why}. Paths start at the workspace.` },
    ]);
}


/***/ })

};
