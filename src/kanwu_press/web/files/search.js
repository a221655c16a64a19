/* The search over an issue. It only enhances: every page can be read without it.
   In: window.kanwuSearch (search-data.js) and MiniSearch 7. Text is only ever put in as text, never as HTML. */
(function () {
  'use strict';

  var GROUPS = 10; // articles at a time
  var OPEN = 4; // passages of an article before the rest is folded away
  var BEFORE = 24, AFTER = 72; // characters of a passage around what was found

  var form = document.querySelector('form[role="search"]');
  if (!form) return;
  form.hidden = false;
  var data = window.kanwuSearch;
  var list = document.getElementById('results');
  if (!data || !list || !window.MiniSearch) return; // a form that leads to the search page

  var input = form.querySelector('input');
  var status = document.getElementById('search-status');
  var more = document.getElementById('more');
  var index = null;
  var groups = [], terms = [], shown = 0;

  // ---- words ---------------------------------------------------------------------------

  // A text in one width and case, with the place of each of its characters in the text as it was.
  function folded(text) {
    var out = '', places = [], at = 0;
    for (var character of text) {
      var plain = character.normalize('NFKC').toLowerCase();
      for (var i = 0; i < plain.length; i++) places.push(at);
      out += plain;
      at += character.length;
    }
    places.push(at);
    return { text: out, places: places };
  }

  var RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

  // MiniSearch keeps its words in a tree and looks along the branches of a node: thousands of different
  // characters at its root would make it slow. So each is four figures to the base of 36.
  function coded(han) {
    return han.map(function (c) { return c.codePointAt(0).toString(36).padStart(4, '0'); });
  }

  function isHan(run) { return /\p{Script=Han}/u.test(run); }

  // Han characters in pairs, and the last alone, so that one character finds every pair it begins.
  function tokens(text, last) {
    var out = [];
    (text.match(RUNS) || []).forEach(function (run) {
      if (!isHan(run)) { out.push(run); return; }
      var han = coded(Array.from(run));
      for (var i = 0; i + 1 < han.length; i++) out.push('~' + han[i] + han[i + 1]);
      if (last || han.length === 1) out.push('~' + han[han.length - 1]);
    });
    return out;
  }

  function indexed(text) { return tokens(text, true); }

  function asked(text) { return tokens(text, false); }

  // A single Han character is part of pairs; a word in letters may be the beginning of a longer one.
  function isPart(term) { return term.charAt(0) !== '~' || term.length === 5; }

  // The pieces of a word that stand in a text where the whole word does not.
  function pieces(word) {
    var out = [];
    (word.match(RUNS) || []).forEach(function (run) {
      var han = isHan(run) ? Array.from(run) : [run];
      if (han.length === 1) out.push(run);
      for (var i = 0; i + 1 < han.length; i++) out.push(han[i] + han[i + 1]);
    });
    return out;
  }

  function same(term) { return term; }

  // ---- finding -------------------------------------------------------------------------

  function built() {
    if (index) return index;
    index = new window.MiniSearch({ fields: ['text'], tokenize: indexed, processTerm: same });
    index.addAll(data.passages.map(function (passage, number) {
      var article = data.articles[passage[0]];
      // whoever looks for an author finds the article by its title
      var text = passage[3] ? passage[4] + ' ' + article[2] + ' ' + article[3] : passage[4];
      return { id: number, text: folded(text).text };
    }));
    return index;
  }

  function find(query) {
    var words = query.split(/\s+/).filter(Boolean);
    var hits = built().search(query, {
      combineWith: 'AND', tokenize: asked, processTerm: same, prefix: isPart,
    });
    hits.forEach(function (hit) {
      var passage = data.passages[hit.id], text = folded(passage[4]).text;
      var whole = words.filter(function (word) { return text.indexOf(word) >= 0; }).length;
      // what was asked word for word first, titles before text, then as the library ranks
      hit.rank = (whole === words.length ? 2 : 0) + (passage[3] ? 1 : 0);
    });
    return hits.sort(function (a, b) { return b.rank - a.rank || b.score - a.score || a.id - b.id; });
  }

  // ---- showing -------------------------------------------------------------------------

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  // Where the words stand in a text: the whole words, else the pairs they consist of.
  function ranges(text) {
    var plain = folded(text), out = [];
    function mark(term) {
      for (var at = plain.text.indexOf(term); at >= 0; at = plain.text.indexOf(term, at + 1)) {
        out.push([plain.places[at], plain.places[at + term.length]]);
      }
    }
    terms.forEach(function (word) {
      if (plain.text.indexOf(word) >= 0) mark(word); else pieces(word).forEach(mark);
    });
    out.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return out.reduce(function (joined, next) {
      var last = joined[joined.length - 1];
      if (last && next[0] <= last[1]) last[1] = Math.max(last[1], next[1]); else joined.push(next);
      return joined;
    }, []);
  }

  // A text with what was found marked in it, from `start` to `end`.
  function marked(made, text, start, end) {
    var at = start;
    ranges(text).forEach(function (range) {
      if (range[0] >= end || range[1] <= at) return;
      var from = Math.max(range[0], at);
      made.append(text.slice(at, from), element('mark', '', text.slice(from, range[1])));
      at = range[1];
    });
    made.append(text.slice(at, Math.max(at, end)));
    return made;
  }

  function snippet(text) {
    var first = (ranges(text)[0] || [0])[0];
    var start = first <= BEFORE ? 0 : first - BEFORE, end = Math.min(text.length, first + AFTER);
    if (/[\udc00-\udfff]/.test(text.charAt(start))) start -= 1; // never half a rare character
    if (/[\udc00-\udfff]/.test(text.charAt(end))) end += 1;
    var made = element('span', 'snippet');
    if (start) made.append('……');
    marked(made, text, start, end);
    if (end < text.length) made.append('……');
    return made;
  }

  function passageItem(passage) {
    var item = element('li'), link = element('a');
    link.href = data.articles[passage[0]][0] + '#' + passage[1];
    link.append(element('span', 'page', '第' + passage[2] + '页'), ' ', snippet(passage[4]));
    item.append(link);
    return item;
  }

  function passageList(passages) {
    var made = element('ol', 'passages');
    passages.forEach(function (passage) { made.append(passageItem(passage)); });
    return made;
  }

  // An article with the passages of it that were found.
  function result(group) {
    var article = data.articles[group.article], item = element('li'), head = element('h2');
    var link = marked(element('a'), article[1], 0, article[1].length);
    link.href = article[0];
    head.append(link);
    item.append(head, element('p', 'where', [article[3], article[2]].filter(Boolean).join('　')));
    if (group.passages.length) item.append(passageList(group.passages.slice(0, OPEN)));
    if (group.passages.length > OPEN) {
      var rest = group.passages.slice(OPEN), fold = element('details');
      fold.append(element('summary', '', '这一篇里还有 ' + rest.length + ' 处'), passageList(rest));
      item.append(fold);
    }
    return item;
  }

  // Articles in the order of their best passage; a title that was found is its article's heading.
  function grouped(hits) {
    var byArticle = new Map();
    hits.forEach(function (hit) {
      var passage = data.passages[hit.id], article = passage[0];
      if (!byArticle.has(article)) byArticle.set(article, { article: article, passages: [] });
      if (!passage[3]) byArticle.get(article).passages.push(passage);
    });
    return Array.from(byArticle.values());
  }

  function showMore() {
    var next = groups.slice(shown, shown + GROUPS).map(result);
    next.forEach(function (item) { list.append(item); });
    shown += next.length;
    more.hidden = shown >= groups.length;
    return next[0];
  }

  function search() {
    var query = folded(input.value).text.trim();
    list.textContent = '';
    shown = 0;
    terms = query.split(/\s+/).filter(Boolean);
    var hits = asked(query).length ? find(query) : [];
    groups = grouped(hits);
    if (!query) status.textContent = '';
    else if (!hits.length) status.textContent = '没有找到“' + input.value.trim() + '”';
    else status.textContent = '在 ' + groups.length + ' 篇文章里找到 ' + hits.length + ' 处';
    showMore();
    remember();
  }

  function remember() { // the address of a search can be passed on; from a file no browser allows it
    if (location.protocol === 'file:') return;
    var query = input.value.trim();
    history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname);
  }

  var waiting = 0;
  input.addEventListener('input', function (event) {
    if (event.isComposing) return; // Pinyin that is not a word yet
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  input.addEventListener('compositionend', function () {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener('click', function () {
    var first = showMore();
    if (first) first.querySelector('a').focus();
  });

  input.value = new URLSearchParams(location.search).get('q') || '';
  if (input.value) search(); else input.focus();
})();
