#include "media/helper/reply.h"

#include <json-glib/json-glib.h>

static void add_text(JsonBuilder *builder, const char *name, const char *text)
{
    if (text == NULL)
        return;
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, text);
}

static void add_number(JsonBuilder *builder, const char *name, int64_t value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

static void add_real(JsonBuilder *builder, const char *name, double value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_double_value(builder, value);
}

static void add_truth(JsonBuilder *builder, const char *name, bool value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_boolean_value(builder, value);
}

static void add_sandbox(JsonBuilder *builder, const struct sandbox *sandbox)
{
    json_builder_set_member_name(builder, "sandbox");
    json_builder_begin_object(builder);
    add_truth(builder, "no_new_privileges", sandbox->has_no_new_privileges);
    add_number(builder, "landlock_abi", sandbox->landlock_abi);
    add_truth(builder, "reading_confined", sandbox->is_reading_confined);
    add_truth(builder, "writing_confined", sandbox->is_writing_confined);
    add_truth(builder, "network_blocked", sandbox->is_network_blocked);
    add_truth(builder, "system_calls_limited", sandbox->are_system_calls_limited);
    add_truth(builder, "memory_limited", sandbox->is_memory_limited);
    add_truth(builder, "ffmpeg", sandbox->ffmpeg != NULL && sandbox->ffprobe != NULL);
    json_builder_end_object(builder);
}

static void add_probe(JsonBuilder *builder, const struct probe *probe)
{
    json_builder_set_member_name(builder, "probe");
    json_builder_begin_object(builder);
    add_text(builder, "kind", probe_kind_word(probe->kind));
    add_text(builder, "mime", probe->mime);
    add_text(builder, "format", probe->format);
    add_text(builder, "sound_codec", probe->sound_codec);
    add_text(builder, "picture_codec", probe->picture_codec);
    add_number(builder, "width_px", probe->width_px);
    add_number(builder, "height_px", probe->height_px);
    add_number(builder, "orientation", probe->orientation);
    add_number(builder, "pages", probe->pages);
    add_truth(builder, "has_alpha", probe->has_alpha);
    add_number(builder, "duration_ms", probe->duration_ms);
    add_number(builder, "channels", probe->channels);
    add_number(builder, "sample_rate_hz", probe->sample_rate_hz);
    add_real(builder, "frames_per_second", probe->frames_per_second);
    add_truth(builder, "has_sound", probe->has_sound);
    add_truth(builder, "has_picture", probe->has_picture);
    add_text(builder, "title", probe->title);
    add_text(builder, "creator", probe->creator);
    add_text(builder, "description", probe->description);
    add_text(builder, "language", probe->language);
    add_text(builder, "date", probe->date);
    add_truth(builder, "has_place", probe->has_place);
    if (probe->is_loudness_known) {
        add_real(builder, "loudness_lufs", probe->loudness_lufs);
        add_real(builder, "true_peak_dbtp", probe->true_peak_dbtp);
    }
    add_truth(builder, "plays_as_is", probe->plays_as_is);
    add_text(builder, "warning", probe->warning);
    json_builder_end_object(builder);
}

static void add_outputs(JsonBuilder *builder, const struct job *job)
{
    json_builder_set_member_name(builder, "outputs");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < job->output_count; i++) {
        const struct job_output *output = &job->outputs[i];

        json_builder_begin_object(builder);
        add_text(builder, "role", output->role);
        add_text(builder, "name", output->name);
        add_text(builder, "mime", output->mime);
        add_number(builder, "width_px", output->width_px);
        add_number(builder, "height_px", output->height_px);
        add_number(builder, "duration_ms", output->duration_ms);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_failure(JsonBuilder *builder, const struct job *job, const GError *failure)
{
    g_autofree char *message = job_clean_text(failure->message, -1);
    int code = failure->domain == MEDIA_ERROR ? failure->code : MEDIA_ERROR_IO;

    json_builder_set_member_name(builder, "error");
    json_builder_begin_object(builder);
    add_number(builder, "code", code);
    add_text(builder, "message", message != NULL ? message : "no reason was given");
    add_truth(builder, "try_other_decoder", job->wants_other_decoder);
    json_builder_end_object(builder);
}

char *reply_text(const struct job *job, const GError *failure)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonGenerator) generator = json_generator_new();
    g_autoptr(JsonNode) root = NULL;

    json_builder_begin_object(builder);
    add_sandbox(builder, &job->sandbox);
    if (failure != NULL)
        add_failure(builder, job, failure);
    else if (job->probe != NULL)
        add_probe(builder, job->probe);
    if (failure == NULL)
        add_outputs(builder, job);
    json_builder_end_object(builder);
    root = json_builder_get_root(builder);
    json_generator_set_root(generator, root);
    return json_generator_to_data(generator, NULL);
}
