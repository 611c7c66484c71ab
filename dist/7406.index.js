export const id = 7406;
export const ids = [7406];
export const modules = {

/***/ 97406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeJson: () => (/* binding */ writeJson)
/* harmony export */ });
function writeJson(report, write) {
    writeValue(report, "", write);
    write("\n");
}
function writeValue(value, indent, write) {
    const isObject = typeof value === "object" && value !== null;
    if (isObject && Symbol.iterator in value && indent.length <= DEEPEST)
        writeList(value, indent, write);
    else if (isObject && indent.length < DEEPEST)
        writeFields(value, indent, write);
    else
        write(JSON.stringify(value));
}
function writeList(list, indent, write) {
    const inner = `${indent}  `;
    let before = `[\n${inner}`;
    for (const item of list) {
        write(before);
        writeValue(item, inner, write);
        before = `,\n${inner}`;
    }
    write(before.startsWith("[") ? "[]" : `\n${indent}]`);
}
function writeFields(fields, indent, write) {
    const inner = `${indent}  `;
    let before = `{\n${inner}`;
    for (const [name, item] of Object.entries(fields)) {
        if (item === undefined)
            continue;
        write(`${before}${JSON.stringify(name)}: `);
        writeValue(item, inner, write);
        before = `,\n${inner}`;
    }
    write(before.startsWith("{") ? "{}" : `\n${indent}}`);
}
const DEEPEST = 8;


/***/ })

};
