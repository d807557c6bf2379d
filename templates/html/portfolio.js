(function () {
  "use strict";
  var grids = Array.from(document.querySelectorAll("table.grid"));
  if (!grids.length) return;
  var step = grids[0].tBodies[0].rows.length;
  var limit = step;
  var field = function (id) { return document.getElementById(id); };

  // Each plan has one row in every grid, kept as text: only the rows to be seen become part of the page.
  var rows = grids.map(function (grid) {
    var rest = field("more-" + grid.dataset.grid);
    var lines = rest ? rest.textContent.split("\n").filter(function (line) { return line.startsWith("<tr"); }) : [];
    return Array.from(grid.tBodies[0].rows, function (row) { return row.outerHTML; }).concat(lines);
  });
  var plans = rows[0].map(function (row, index) {
    return {
      rows: rows.map(function (each) { return each[index]; }),
      keys: /data-k="([^"]*)"/.exec(row)[1].split(","),
      text: words(row.slice(0, row.indexOf("</th>"))).toLowerCase()
    };
  });
  var order = plans;
  var collator = new Intl.Collator("zh", { numeric: true });

  function words(html) {
    var named = { lt: "<", gt: ">", amp: "&", "#39": "'", "#34": '"' };
    return html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|amp|#39|#34);/g, function (_, name) { return named[name]; });
  }

  function cell(plan, grid, column) {
    return plan.rows[grid].split(/<t[hd]\b/)[column + 1];
  }

  function value(plan, grid, column, kind) {
    if (kind === "text") return plan.text;
    var html = cell(plan, grid, column), given = /^[^>]*data-o="([^"]*)"/.exec(html);
    var text = given ? given[1] : words("<td" + html).trim();
    return text === "" || isNaN(text) ? null : Number(text);
  }

  function sorted(grid, column, kind, down) {
    var keyed = plans.map(function (plan) { return [value(plan, grid, column, kind), plan]; });
    keyed.sort(function (a, b) {
      if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null);
      var way = kind === "text" ? collator.compare(a[0], b[0]) : a[0] - b[0];
      return down ? -way : way;
    });
    return keyed.map(function (pair) { return pair[1]; });
  }

  function wanted() {
    var sought = field("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    var keys = [0, 1, 2].map(function (number) { return field("by-" + number).value; });
    var lacking = field("lacking").value;
    return order.filter(function (plan) {
      return sought.every(function (word) { return plan.text.includes(word); }) &&
        keys.every(function (key, number) { return key === "" || plan.keys[number] === key; }) &&
        (lacking === "" || /^ class="(none|near|text)\b/.test(cell(plan, 1, Number(lacking) + 1)));
    });
  }

  function draw() {
    var found = wanted(), seen = found.slice(0, limit);
    grids.forEach(function (grid, number) {
      grid.tBodies[0].innerHTML = seen.map(function (plan) { return plan.rows[number]; }).join("");
    });
    tell(found, seen);
  }

  function tell(found, seen) {
    field("shown").textContent = "共 " + plans.length + " 份" +
      (found.length < plans.length ? "，符合条件 " + found.length + " 份" : "") +
      (seen.length < found.length ? "，列出前 " + seen.length + " 份" : "");
    document.querySelectorAll("p.more").forEach(function (more) { more.hidden = seen.length === found.length; });
  }

  function again() { limit = step; draw(); }

  grids.forEach(function (grid, number) {
    grid.querySelectorAll("th[data-sort]").forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var kind = head.dataset.sort, before = head.getAttribute("aria-sort");
        var ways = kind === "text" ? ["ascending", "descending"] : ["descending", "ascending"];
        var way = before === null ? ways[0] : before === ways[0] ? ways[1] : null;
        document.querySelectorAll("th[aria-sort]").forEach(function (each) { each.removeAttribute("aria-sort"); });
        if (way) head.setAttribute("aria-sort", way);
        order = way ? sorted(number, column, kind, way === "descending") : plans;
        again();
      });
    });
  });
  field("find").addEventListener("input", again);
  ["by-0", "by-1", "by-2", "lacking"].forEach(function (id) { field(id).addEventListener("change", again); });
  field("clear").addEventListener("click", function () {
    ["find", "by-0", "by-1", "by-2", "lacking"].forEach(function (id) { field(id).value = ""; });
    again();
  });
  document.querySelectorAll("[data-more]").forEach(function (button) {
    button.addEventListener("click", function () { limit += Math.max(step, 100); draw(); });
  });
  field("finder").hidden = false;
  tell(plans, plans.slice(0, limit));
})();
