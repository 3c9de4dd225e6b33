/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "model/commitment.h"

static void embedded_files_are_clean_by_themselves_and_together(void **state)
{
	size_t n;
	const struct catalogue_file *files = catalogue_embedded(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		char *report = report_on(&files[i]);

		if (*report)
			fail_msg("%s", report);
		free(report);
	}
}

static void embedded_files_come_sorted_by_name_without_the_schema(void **state)
{
	size_t n;
	const struct catalogue_file *files = catalogue_embedded(&n);

	(void)state;

	assert_true(n >= 8);
	for (size_t i = 1; i < n; i++)
		assert_true(strcmp(files[i - 1].name, files[i].name) < 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(files[i].len, strlen(files[i].bytes));
	assert_string_equal(catalogue_schema()->name, "catalogue.rng");
}

static void embedded_bytes_are_those_of_the_source_tree(void **state)
{
	const char *source = getenv("SOURCE");
	const struct catalogue_file *schema = catalogue_schema();
	char path[512];
	char *bytes = malloc(schema->len + 2);
	size_t len;
	FILE *in;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/indicators/data/catalogue.rng",
	               source ? source : ".");
	in = fopen(path, "rb");
	if (!in)
		fail_msg("%s is not there", path);

	/* It holds backslashes, which a C string would swallow. */
	len = fread(bytes, 1, schema->len + 1, in);
	(void)fclose(in);

	assert_int_equal(len, schema->len);
	assert_memory_equal(bytes, schema->bytes, len);
	free(bytes);
}

static void catalogues_come_in_their_printed_order(void **state)
{
	static const char *const WANT[] = { "gcm", "cta26", "osce", "coe" };
	struct catalogue *c = all_of_them();
	size_t n, total, sum = 0;
	const struct catalogue_info *infos = catalogue_list(c, &n);
	const struct commitment *all = catalogue_commitments(c, &total);

	(void)state;

	assert_int_equal(n, COUNT_OF(WANT));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(infos[i].id, WANT[i]);
		assert_int_equal(infos[i].first, sum);
		assert_ptr_equal(all[infos[i].first].catalogue, infos[i].id);
		sum += infos[i].n;
	}
	assert_int_equal(sum, total);
	catalogue_free(c);
}

static void version_names_catalogues_and_digests_every_file(void **state)
{
	struct catalogue *a = all_of_them();
	struct catalogue *b = all_of_them();
	const char *version = catalogue_version(a);
	const char *digits = strrchr(version, ' ') + 1;

	(void)state;

	assert_string_equal(version, catalogue_version(b));
	assert_memory_equal(version, "gcm/2018 cta26/2026 osce/2018 coe/2025 ",
	                    39);
	assert_int_equal(strlen(digits), 12);
	assert_int_equal(strspn(digits, "0123456789abcdef"), 12);
	catalogue_free(a);
	catalogue_free(b);
}

/* Replaces by FILE alone and gives the version then. Owns: free(). */
static char *version_with(const struct catalogue_file *file)
{
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	char *out;

	assert_ok(catalogue_new(file, 1, &c, &f), &f);
	out = strdup(catalogue_version(c));
	catalogue_free(c);
	return out;
}

static void version_changes_with_one_byte_of_any_file(void **state)
{
	struct catalogue_file states =
		changed("states.xml", "states.xml", ">Albania<", ">Albanie<");
	struct catalogue *c = all_of_them();

	(void)state;

	char *version = version_with(&states);

	assert_string_not_equal(version, catalogue_version(c));
	catalogue_free(c);
	free(version);
	changed_free(&states);
}

static void version_is_that_of_the_bytes_and_not_of_their_folder(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct catalogue_file *files = catalogue_embedded(&n);

	(void)state;

	/* Given bytes are digested here, embedded ones were at build. */
	for (size_t i = 0; i < n; i++) {
		struct catalogue_file same = files[i];
		char path[128];
		char *version;

		(void)snprintf(path, sizeof(path), "/elsewhere/%s",
		               files[i].name);
		same.name = path;
		version = version_with(&same);
		assert_string_equal(version, catalogue_version(c));
		free(version);
	}
	catalogue_free(c);
}

static void given_file_takes_the_place_of_the_embedded_one(void **state)
{
	struct catalogue_file gcm =
		changed("gcm.xml", "gcm.xml", ">Data<", ">Figures<");
	struct catalogue *c = NULL;
	struct fault f = { 0 };

	(void)state;

	assert_ok(catalogue_new(&gcm, 1, &c, &f), &f);

	assert_string_equal(catalogue_commitment(c, "GCM.1")->label[UN_EN].text,
	                    "Figures");
	catalogue_free(c);
	changed_free(&gcm);
}

static void its_id_says_whose_place_and_not_its_name(void **state)
{
	struct catalogue_file gcm =
		changed("gcm.xml", "my-compact.xml", "version=\"2018\"",
	                "version=\"2030\"");
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	size_t n;

	(void)state;

	assert_ok(catalogue_new(&gcm, 1, &c, &f), &f);

	catalogue_list(c, &n);
	assert_int_equal(n, 4);
	assert_string_equal(catalogue_find(c, "gcm")->version, "2030");
	catalogue_free(c);
	changed_free(&gcm);
}

static const char EXTRA[] =
	"<catalogue id=\"pd22\" version=\"2022\" order=\"9\">\n"
	"<title>Progress Declaration</title><source>A/RES/76/266</source>\n"
	"<commitment code=\"PD22.70\" reference=\"para. 70\">\n"
	"<label lang=\"en\" status=\"own\">\n\t Indicators &amp;\n\t"
	"&#233;tudes <![CDATA[here]]>\n</label>\n"
	"<crosswalk to=\"GCM.1\" strength=\"primary\" source=\"a &amp; b\"/>\n"
	"</commitment></catalogue>\n";

static void given_file_that_is_new_is_added(void **state)
{
	const struct catalogue_file extra = written("pd22.xml", EXTRA);
	struct catalogue *c = NULL;
	struct fault f = { 0 };
	const struct commitment *line;
	size_t n;

	(void)state;

	assert_ok(catalogue_new(&extra, 1, &c, &f), &f);

	catalogue_commitments(c, &n);
	line = catalogue_commitment(c, "PD22.70");
	assert_int_equal(catalogue_position(c, "PD22.70"), n - 1);
	assert_string_equal(line->label[UN_EN].text,
	                    "Indicators & \xc3\xa9tudes here");
	assert_string_equal(line->crosswalks[0].source, "a & b");
	catalogue_free(c);
}

static void two_given_files_may_not_be_the_same(void **state)
{
	const struct catalogue_file twice[] = {
		written("a.xml", EXTRA),
		written("b.xml", EXTRA),
	};
	struct catalogue *c = NULL;
	struct fault f = { 0 };

	(void)state;

	assert_fault(catalogue_new(twice, 2, &c, &f), &f, FAULT_INPUT);

	assert_string_equal(f.text,
	                    "b.xml:1: the same id as a.xml; give one of "
	                    "them");
	assert_null(c);
}

static void what_the_rest_points_to_may_not_be_taken_away(void **state)
{
	static const char LESS[] =
		"<catalogue id=\"gcm\" version=\"1\" order=\"1\">\n"
		"<title>T</title><source>S</source>\n"
		"<commitment code=\"GCM.1\" reference=\"r\">\n"
		"<label lang=\"en\" status=\"own\">Data</label>\n"
		"</commitment></catalogue>\n";
	const struct catalogue_file less = written("gcm.xml", LESS);

	(void)state;

	assert_refused(&less, "CTA26 speaks of GCM.17",
	               "call-to-action-2026.xml:");
}

static void codebook_is_never_null(void **state)
{
	struct catalogue *c = all_of_them();

	(void)state;

	assert_non_null(catalogue_codebook(c));
	catalogue_free(c);
}

static void no_catalogue_is_freed_quietly(void **state)
{
	(void)state;

	catalogue_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			embedded_files_are_clean_by_themselves_and_together),
		cmocka_unit_test(
			embedded_files_come_sorted_by_name_without_the_schema),
		cmocka_unit_test(embedded_bytes_are_those_of_the_source_tree),
		cmocka_unit_test(catalogues_come_in_their_printed_order),
		cmocka_unit_test(
			version_names_catalogues_and_digests_every_file),
		cmocka_unit_test(version_changes_with_one_byte_of_any_file),
		cmocka_unit_test(
			version_is_that_of_the_bytes_and_not_of_their_folder),
		cmocka_unit_test(
			given_file_takes_the_place_of_the_embedded_one),
		cmocka_unit_test(its_id_says_whose_place_and_not_its_name),
		cmocka_unit_test(given_file_that_is_new_is_added),
		cmocka_unit_test(two_given_files_may_not_be_the_same),
		cmocka_unit_test(what_the_rest_points_to_may_not_be_taken_away),
		cmocka_unit_test(codebook_is_never_null),
		cmocka_unit_test(no_catalogue_is_freed_quietly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
