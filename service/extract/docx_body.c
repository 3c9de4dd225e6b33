/* SPDX-License-Identifier: Apache-2.0 */
#include "docx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fault.h"

#include "sax.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Tables and text boxes inside each other; deeper they count as one. */
#define PLACES_MOST 32

/* More notes than this no book has. */
#define NOTES_MOST 100000

#define SPACE_2006 "http://schemas.openxmlformats.org/markup-compatibility/2006"

/* A paragraph that is open, and what its w:pPr said. */
struct place {
	bool is_item;
	bool is_contents; /* of a table of contents */
	int level;
	struct docx_look look; /* by its style, and what lies behind it */
};

struct walk {
	const struct docx_styles *styles;
	const struct docx_notes *notes; /* NULL while notes are read */
	struct docx_notes *filled;      /* the notes being read, or NULL */
	struct blocks *blocks;
	struct flow *flow;
	struct place places[FLOW_DEPTH_MOST];
	struct docx_look run;
	size_t tables;        /* open w:tbl */
	size_t boxes;         /* open w:txbxContent */
	size_t sdts;          /* open w:sdt */
	size_t contents_sdt;  /* the one that is a table of contents, or 0 */
	size_t prompt_sdt;    /* the one that only shows a prompt, or 0 */
	bool has_table_style; /* a table brings colours of its own */
	bool has_cell_shade;
	bool has_background;       /* the page is not white */
	bool is_in_text;           /* in w:t */
	bool is_in_paragraph_look; /* in the w:rPr of w:pPr: the mark's own */
	bool is_in_run_look;       /* in the w:rPr of a run */
	bool is_own_mark;          /* the run holds the mark of a note */
};

typedef int start_rule(struct walk *w, const struct sax_element *e,
                       struct fault *f);

struct rule {
	const char *name;
	start_rule *start;
};

static struct place *place_of(struct walk *w)
{
	return &w->places[w->flow->depth > 0 ? w->flow->depth - 1 : 0];
}

static int leave_out(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)w;
	(void)e;
	(void)f;
	return 1;
}

static int add_space(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)e;
	if (w->flow->depth == 0 || w->is_in_paragraph_look)
		return 0;
	return flow_add(w->flow, " ", 1, f);
}

static int add_hyphen(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	(void)e;
	return flow_add(w->flow, "-", 1, f);
}

static int on_p(struct walk *w, const struct sax_element *e, struct fault *f)
{
	(void)e;
	if (flow_open(w->flow, BLOCK_PARAGRAPH, f) < 0)
		return -1;
	memset(place_of(w), 0, sizeof(struct place));
	return 0;
}

static int on_p_style(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	struct place *place = place_of(w);
	const struct docx_style *s;
	char id[DOCX_ID_SIZE];

	(void)f;
	(void)sax_attribute(e, "val", id, sizeof(id));
	s = docx_styles_find(w->styles, id);
	if (!s)
		return 0;
	place->level = s->level > 0 ? s->level : 0;
	place->is_item = s->is_item == DOCX_YES;
	place->is_contents = s->is_contents;
	docx_look_lay(&place->look, &s->look);
	return 0;
}

static int on_outline(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	char value[8];

	(void)f;
	(void)sax_attribute(e, "val", value, sizeof(value));
	place_of(w)->level =
		value[0] >= '0' && value[0] <= '8' ? value[0] - '0' + 1 : 0;
	return 0;
}

static int on_number(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	char value[16];

	(void)f;
	(void)sax_attribute(e, "val", value, sizeof(value));
	place_of(w)->is_item = strcmp(value, "0") != 0;
	return 0;
}

static int on_p_look(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)e;
	(void)f;
	w->is_in_paragraph_look = true;
	return 0;
}

static int on_run(struct walk *w, const struct sax_element *e, struct fault *f)
{
	(void)e;
	(void)f;
	w->run = w->flow->depth > 0
	                 ? place_of(w)->look
	                 : (struct docx_look){ DOCX_UNSAID, DOCX_UNSAID,
		                               DOCX_UNSAID, DOCX_UNSAID };
	w->is_own_mark = false;
	return 0;
}

static int on_run_look(struct walk *w, const struct sax_element *e,
                       struct fault *f)
{
	(void)e;
	(void)f;
	w->is_in_run_look = !w->is_in_paragraph_look;
	return 0;
}

static int on_r_style(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	const struct docx_style *s;
	char id[DOCX_ID_SIZE];

	(void)f;
	(void)sax_attribute(e, "val", id, sizeof(id));
	s = docx_styles_find(w->styles, id);
	if (s && w->is_in_run_look)
		docx_look_lay(&w->run, &s->look);
	return 0;
}

/* w:vanish, w:color, w:sz, w:highlight, w:shd, wherever they stand. */
static int on_look(struct walk *w, const struct sax_element *e, struct fault *f)
{
	(void)f;
	if (w->is_in_run_look)
		docx_look_take(&w->run, e);
	else if (strcmp(e->name, "shd") != 0)
		return 0;
	else if (w->is_in_paragraph_look)
		docx_look_take(&place_of(w)->look, e);
	else if (w->tables > 0)
		w->has_cell_shade = true;
	return 0;
}

static int on_text_start(struct walk *w, const struct sax_element *e,
                         struct fault *f)
{
	(void)e;
	(void)f;
	w->is_in_text = true;
	return 0;
}

static int on_table(struct walk *w, const struct sax_element *e,
                    struct fault *f)
{
	(void)e;
	(void)f;
	if (w->tables++ == 0)
		w->has_table_style = w->has_cell_shade = false;
	return 0;
}

static int on_table_style(struct walk *w, const struct sax_element *e,
                          struct fault *f)
{
	(void)e;
	(void)f;
	w->has_table_style = true;
	return 0;
}

static int on_box(struct walk *w, const struct sax_element *e, struct fault *f)
{
	(void)e;
	(void)f;
	w->boxes++;
	return 0;
}

static int on_sdt(struct walk *w, const struct sax_element *e, struct fault *f)
{
	(void)e;
	(void)f;
	w->sdts++;
	return 0;
}

static int on_gallery(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	char value[32];

	(void)f;
	(void)sax_attribute(e, "val", value, sizeof(value));
	if (w->contents_sdt == 0 && strcasecmp(value, "Table of Contents") == 0)
		w->contents_sdt = w->sdts;
	return 0;
}

static int on_prompt(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)f;
	if (w->prompt_sdt == 0 && docx_toggle(e) == DOCX_YES)
		w->prompt_sdt = w->sdts;
	return 0;
}

static int on_background(struct walk *w, const struct sax_element *e,
                         struct fault *f)
{
	char colour[16];

	(void)f;
	(void)sax_attribute(e, "color", colour, sizeof(colour));
	w->has_background = strcasecmp(colour, "FFFFFF") != 0;
	return 0;
}

static int on_chunk(struct walk *w, const struct sax_element *e,
                    struct fault *f)
{
	(void)w;
	return fault_set(f, FAULT_UNSUPPORTED,
	                 "document.xml, line %d: another file is pasted in as "
	                 "a whole (altChunk): open the document in a word "
	                 "processor and save it anew",
	                 e->line);
}

/* Lets the words of a note follow the paragraph that refers to it. */
static int on_reference(struct walk *w, const struct sax_element *e,
                        struct fault *f)
{
	bool is_end = strcmp(e->name, "endnoteReference") == 0;
	const struct docx_notes *notes = w->notes;
	char id[16], own[8];

	(void)sax_attribute(e, "id", id, sizeof(id));
	w->is_own_mark =
		sax_attribute(e, "customMarkFollows", own, sizeof(own)) &&
		strcmp(own, "0") != 0 && strcmp(own, "false") != 0;
	for (size_t i = 0; notes && i < notes->n; i++) {
		const struct docx_note *note = &notes->list[i];

		if (note->is_end != is_end || strcmp(note->id, id) != 0)
			continue;
		for (size_t k = note->first; k < note->first + note->n; k++) {
			const struct flow_waiting *at = &notes->flow.waiting[k];

			if (at->len > 0 &&
			    flow_wait(w->flow, BLOCK_FOOTNOTE, 0,
			              notes->flow.words.at + at->start, at->len,
			              f) < 0)
				return -1;
		}
		return 0;
	}
	return 0;
}

static struct docx_note *add_note(struct docx_notes *notes, struct fault *f)
{
	struct docx_note *more;
	size_t room = notes->room ? notes->room * 2 : 64;

	if (notes->n < notes->room)
		return &notes->list[notes->n++];
	if (notes->n >= NOTES_MOST) {
		(void)fault_set(f, FAULT_LIMIT, "more than %d notes",
		                NOTES_MOST);
		return NULL;
	}
	more = realloc(notes->list, room * sizeof(*more));
	if (!more) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for notes");
		return NULL;
	}
	notes->list = more;
	notes->room = room;
	return &notes->list[notes->n++];
}

/* w:footnote and w:endnote; those with a type are lines between, no words. */
static int on_note(struct walk *w, const struct sax_element *e, struct fault *f)
{
	bool is_end = strcmp(e->name, "endnote") == 0;
	struct docx_note *note;
	char type[16];

	if (!w->filled)
		return 0;
	if (sax_attribute(e, "type", type, sizeof(type)) &&
	    strcmp(type, "normal") != 0)
		return 1;
	note = add_note(w->filled, f);
	if (!note)
		return -1;
	*note = (struct docx_note){ .is_end = is_end,
		                    .first = w->flow->n_waiting };
	(void)sax_attribute(e, "id", note->id, sizeof(note->id));
	return 0;
}

/* Sorted by name; what is not here is looked through for what is. */
static const struct rule RULES[] = {
	{ "altChunk", on_chunk },
	{ "background", on_background },
	{ "br", add_space },
	{ "color", on_look },
	{ "cr", add_space },
	{ "del", leave_out },
	{ "delText", leave_out },
	{ "docPartGallery", on_gallery },
	{ "endnote", on_note },
	{ "endnoteReference", on_reference },
	{ "footnote", on_note },
	{ "footnoteReference", on_reference },
	{ "highlight", on_look },
	{ "instrText", leave_out },
	{ "moveFrom", leave_out },
	{ "noBreakHyphen", add_hyphen },
	{ "numId", on_number },
	{ "outlineLvl", on_outline },
	{ "p", on_p },
	{ "pPrChange", leave_out },
	{ "pStyle", on_p_style },
	{ "ptab", add_space },
	{ "r", on_run },
	{ "rPr", on_run_look },
	{ "rPrChange", leave_out },
	{ "rStyle", on_r_style },
	{ "rt", leave_out },
	{ "sdt", on_sdt },
	{ "shd", on_look },
	{ "showingPlcHdr", on_prompt },
	{ "sz", on_look },
	{ "t", on_text_start },
	{ "tab", add_space },
	{ "tbl", on_table },
	{ "tblStyle", on_table_style },
	{ "txbxContent", on_box },
	{ "vanish", on_look },
};

static int compare_rules(const void *name, const void *rule)
{
	const struct rule *r = rule;

	return strcmp(name, r->name);
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	struct walk *w = context;
	const struct rule *r;

	/* The same content again, for readers of older years. */
	if (strcmp(e->name, "Fallback") == 0 &&
	    strcmp(e->name_space, SPACE_2006) == 0)
		return 1;
	if (strcmp(e->name, "t") == 0 && strstr(e->name_space, "/math"))
		return on_text_start(w, e, f);
	if (!docx_is_w(e->name_space))
		return 0;
	if (strcmp(e->name, "pPr") == 0)
		return on_p_look(w, e, f);
	if (w->is_in_paragraph_look && strcmp(e->name, "tab") == 0)
		return 0; /* a tab stop */
	r = bsearch(e->name, RULES, COUNT_OF(RULES), sizeof(RULES[0]),
	            compare_rules);
	return r ? r->start(w, e, f) : 0;
}

/* What the open paragraph is, once all of it is known. */
static void settle(struct walk *w)
{
	const struct place *place = place_of(w);
	struct flow_level *level = flow_top(w->flow);

	if (w->contents_sdt > 0 || place->is_contents) {
		level->kind = BLOCK_FURNITURE;
	} else if (place->level > 0) {
		level->kind = BLOCK_HEADING;
		level->level = (unsigned)place->level;
	} else if (w->tables > 0) {
		level->kind = BLOCK_CELL;
	} else if (place->is_item) {
		level->kind = BLOCK_ITEM;
	}
}

static void end_sdt(struct walk *w)
{
	if (w->contents_sdt == w->sdts)
		w->contents_sdt = 0;
	if (w->prompt_sdt == w->sdts)
		w->prompt_sdt = 0;
	w->sdts--;
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	struct walk *w = context;

	if (strcmp(name, "t") == 0) {
		w->is_in_text = false;
		return 0;
	}
	if (!docx_is_w(name_space))
		return 0;
	if (strcmp(name, "p") == 0 && w->flow->depth > 0) {
		settle(w);
		return flow_close(w->flow, f);
	}
	if (strcmp(name, "pPr") == 0)
		w->is_in_paragraph_look = false;
	else if (strcmp(name, "rPr") == 0)
		w->is_in_run_look = false;
	else if (strcmp(name, "tbl") == 0 && w->tables > 0)
		w->tables--;
	else if (strcmp(name, "tc") == 0)
		w->has_cell_shade = false;
	else if (strcmp(name, "txbxContent") == 0 && w->boxes > 0)
		w->boxes--;
	else if (strcmp(name, "sdt") == 0 && w->sdts > 0)
		end_sdt(w);
	else if (w->filled && w->filled->n > 0 &&
	         (strcmp(name, "footnote") == 0 ||
	          strcmp(name, "endnote") == 0))
		w->filled->list[w->filled->n - 1].n =
			w->flow->n_waiting -
			w->filled->list[w->filled->n - 1].first;
	return 0;
}

/* Whether a reader of the page cannot see the words of this run. White on
   white is told only where nothing can lie behind the words. */
static bool is_hidden(const struct walk *w)
{
	if (w->run.is_vanished == DOCX_YES || w->run.is_tiny == DOCX_YES)
		return true;
	return w->run.is_white == DOCX_YES && w->run.is_shaded != DOCX_YES &&
	       w->boxes == 0 && !w->has_background &&
	       !(w->tables > 0 && (w->has_table_style || w->has_cell_shade));
}

static int on_text(void *context, const char *bytes, size_t len,
                   struct fault *f)
{
	struct walk *w = context;

	if (!w->is_in_text || w->is_own_mark || w->prompt_sdt > 0)
		return 0;
	if (is_hidden(w)) {
		/* A blank is often left white by chance. */
		if (strspn(bytes, " \t\r\n") < len)
			blocks_hidden(w->blocks);
		return 0;
	}
	return flow_add(w->flow, bytes, len, f);
}

static const struct sax_events EVENTS = { on_start, on_end, on_text };

int docx_body_read(const struct buf *part, const struct docx_styles *styles,
                   const struct docx_notes *notes, struct blocks *b,
                   struct fault *f)
{
	struct flow flow;
	struct walk w = {
		.styles = styles, .notes = notes, .blocks = b, .flow = &flow
	};
	int rc;

	flow_init(&flow, b);
	rc = sax_read(part->at, part->len, "document.xml, ", &EVENTS, &w, f);
	flow_clear(&flow);
	return rc;
}

int docx_notes_read(const struct buf *part, bool is_end,
                    const struct docx_styles *styles, struct docx_notes *notes,
                    struct blocks *b, struct fault *f)
{
	struct walk w = { .styles = styles,
		          .filled = notes,
		          .blocks = b,
		          .flow = &notes->flow };

	return sax_read(part->at, part->len,
	                is_end ? "endnotes.xml, " : "footnotes.xml, ", &EVENTS,
	                &w, f);
}
