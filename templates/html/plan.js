(function () {
  "use strict";
  var page = document, tools = page.getElementById("tools"), findings = page.getElementById("findings");
  var list = function (selector, root) { return Array.prototype.slice.call((root || page).querySelectorAll(selector)); };
  var make = function (tag, text, name) {
    var node = page.createElement(tag);
    node.textContent = text || "";
    if (name) { node.className = name; }
    return node;
  };
  var even = function (text) { return text.normalize("NFKC").toLowerCase().replace(/\s+/g, ""); };

  /* Every finding with where it stands, what can be searched, and what its rule's findings say alike. */
  var cards = list("article", findings).map(function (node) {
    var shared = node.parentNode.querySelector(".common");
    return { node: node, home: node.parentNode, shared: shared, lent: null,
             text: even(node.parentNode.querySelector("h4").textContent + node.textContent + (shared ? shared.textContent : "")) };
  });
  var selects = tools ? list("select[data-by]", tools) : [];
  var search = page.getElementById("search"), order = page.getElementById("order");
  var count = page.getElementById("count"), byChapter = null;

  function fits(card) {
    return selects.every(function (select) {
      var value = select.value;
      if (value === "*") { return true; }
      var own = card.node.getAttribute("data-" + select.getAttribute("data-by")) || "";
      return own.split(" ").indexOf(value) >= 0;
    }) && card.text.indexOf(even(search.value)) >= 0;
  }

  function apply() {
    var shown = 0;
    cards.forEach(function (card) {
      card.node.hidden = !fits(card);
      shown += card.node.hidden ? 0 : 1;
    });
    list(".rule, .severity, .by-chapter > section", findings).forEach(function (box) {
      var mine = list("article", box);
      box.hidden = mine.every(function (node) { return node.hidden; });
    });
    list(".overview a", findings).forEach(function (link) {
      var target = page.getElementById(link.hash.slice(1));
      link.hidden = !!target && target.hidden;
    });
    list(".overview li, .overview span", findings).forEach(function (box) {
      box.hidden = list("a", box).every(function (link) { return link.hidden; });
    });
    count.textContent = shown === cards.length ? "共 " + shown + " 处" : "符合条件 " + shown + " 处，共 " + cards.length + " 处";
  }

  function reset() {
    selects.forEach(function (select) { select.value = "*"; });
    search.value = "";
    apply();
  }

  /* By chapter: the same cards, moved; each then carries what its rule's findings say alike. */
  function arrange() {
    var chapters = order.value === "chapter";
    if (chapters && !byChapter) {
      byChapter = make("div", "", "by-chapter");
      list("select[data-by=c] option", tools).forEach(function (option) {
        if (option.value === "*") { return; }
        var box = make("section", "", "rule");
        box.append(make("h3", option.getAttribute("data-title")), make("h4", "这一章的问题", "unseen"));
        box.setAttribute("data-c", option.value);
        byChapter.append(box);
      });
      findings.append(byChapter);
    }
    cards.forEach(function (card) {
      if (chapters) {
        var box = list("section", byChapter).filter(function (each) {
          return each.getAttribute("data-c") === card.node.getAttribute("data-c");
        })[0];
        if (card.shared && !card.lent) {
          card.lent = card.shared.cloneNode(true);
          card.lent.classList.remove("common");
          card.node.querySelector(".key").before(card.lent);
        }
        box.append(card.node);
      } else {
        if (card.lent) { card.lent.remove(); card.lent = null; }
        card.home.append(card.node);
      }
    });
    if (byChapter) { byChapter.hidden = !chapters; }
    apply();
  }

  /* A link to a finding or a place in the text shows it, whatever is filtered or folded, and gives it the focus. */
  function reveal() {
    var name = location.hash.slice(1), target;
    try { target = name && page.getElementById(decodeURIComponent(name)); } catch (error) { return; }
    if (!target) { return; }
    if (tools && findings.contains(target) && target.closest("[hidden]")) { reset(); }
    for (var box = target.closest("details"); box; box = box.parentNode.closest("details")) { box.open = true; }
    if (!target.hasAttribute("tabindex") && !/^(A|BUTTON|INPUT|SELECT)$/.test(target.tagName)) { target.tabIndex = -1; }
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.tagName === "MARK" ? "center" : "start" });
  }

  function copied(button, done) {
    button.textContent = done ? "已复制" : "请从地址栏复制";
    setTimeout(function () { button.textContent = "复制链接"; }, 2000);
  }

  function copy(button, id) {
    var link = location.href.split("#")[0] + "#" + id;
    if (navigator.clipboard) {
      navigator.clipboard.writeText(link).then(function () { copied(button, true); }, function () {
        location.hash = id;
        copied(button, false);
      });
    } else {
      location.hash = id;
      copied(button, false);
    }
  }

  cards.forEach(function (card) {
    var button = make("button", "复制链接", "copy");
    button.type = "button";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () { copy(button, card.node.id); });
    card.node.querySelector(".key").append(" ", button);
  });
  if (tools) {
    tools.hidden = false;
    selects.forEach(function (select) { select.addEventListener("change", apply); });
    search.addEventListener("input", apply);
    if (order) { order.addEventListener("change", arrange); }
    page.getElementById("reset").addEventListener("click", reset);
    if (order && order.value === "chapter") { arrange(); } else { apply(); }
  }
  addEventListener("hashchange", reveal);
  page.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) { setTimeout(reveal, 0); }
  });
  reveal();
})();
