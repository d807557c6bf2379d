// Chinese where the theme speaks English (the search), and no blank where a line of the source ends between two
// Chinese characters.
const WORDS = {
  Search: "查找",
  "Search results": "查找结果",
  "No results": "没有找到",
  "Loading search…": "正在准备……",
  "Close search": "关闭",
  Filters: "筛选",
  Tags: "标签",
  "Search is unavailable. Reload the page to try again.": "现在不能查找，请重新打开本页。",
};

function chinese(text) {
  return WORDS[text] ?? text.replace(/^([\d,]+) results?$/, "找到 $1 处");
}

function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function translate(root) {
  for (const node of textsOf(root)) {
    const said = chinese(node.data);
    if (said !== node.data) node.data = said;
  }
  for (const element of root.querySelectorAll("[placeholder], [aria-label]")) {
    for (const name of ["placeholder", "aria-label"]) {
      const word = element.getAttribute(name);
      if (word in WORDS) element.setAttribute(name, WORDS[word]);
    }
  }
}

function watch(host) {
  const root = host.shadowRoot;
  if (!root) return;
  translate(root);
  new MutationObserver(() => translate(root)).observe(root, { subtree: true, childList: true, characterData: true });
}

for (const host of document.body.children) watch(host);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(watch)))
  .observe(document.body, { childList: true });

const CHINESE = "[\\u2014\\u2018-\\u201d\\u2026\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]";
const JOIN = new RegExp(`(${CHINESE})\\n(?=${CHINESE})`, "g");
for (const article of document.querySelectorAll("article")) {
  for (const node of textsOf(article)) {
    if (!node.parentElement.closest("pre, script")) node.data = node.data.replace(JOIN, "$1");
  }
}
