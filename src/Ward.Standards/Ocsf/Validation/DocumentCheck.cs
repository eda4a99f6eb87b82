using System.Globalization;
using System.Text.Json;

namespace Ward.Standards.Ocsf.Validation;

/// <summary>One walk over one document.</summary>
internal sealed class DocumentCheck(OcsfSchema schema, Findings findings)
{
    private readonly HashSet<string> applied = new(StringComparer.Ordinal);

    internal void Check(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            findings.Add(OcsfProblemKind.NotJson, null, "one JSON object", document);
            return;
        }

        if (!TryClass(document, out var eventClass)) return;
        ReadMetadata(document);
        if (eventClass.DeprecatedSince is { } since) findings.Add(OcsfProblemKind.Deprecated, new Place(null, "class_uid"), $"another class, deprecated since {since}", eventClass.Name);
        CheckItem(eventClass, document, null, 0);
        CheckTypeUid(document, eventClass);
    }

    private bool TryClass(JsonElement document, out OcsfClass eventClass)
    {
        eventClass = null!;
        var place = new Place(null, "class_uid");
        if (!document.TryGetProperty("class_uid", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            findings.Add(OcsfProblemKind.MissingRequired, place, "class_uid", "nothing");
            return false;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var uid))
        {
            findings.Add(OcsfProblemKind.WrongType, place, "a whole number (integer_t)", value);
            return false;
        }

        if (schema.FindClass(uid) is not { } known)
        {
            findings.Add(OcsfProblemKind.UnknownClass, place, $"a class of OCSF {schema.Version}", value);
            return false;
        }

        eventClass = known;
        return true;
    }

    /// <summary>What is of the wrong type here is found again with all other attributes.</summary>
    private void ReadMetadata(JsonElement document)
    {
        if (!document.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object) return;
        var place = new Place(null, "metadata");
        if (metadata.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String && Texts.TryRead(version, out var text) && text != schema.Version)
            findings.Add(OcsfProblemKind.OtherVersion, new Place(place, "version"), schema.Version, version);
        if (!metadata.TryGetProperty("profiles", out var profiles) || profiles.ValueKind != JsonValueKind.Array) return;
        var index = 0;
        foreach (var profile in profiles.EnumerateArray())
        {
            if (profile.ValueKind == JsonValueKind.String && Texts.TryRead(profile, out var name))
            {
                if (schema.Profiles.Contains(name)) applied.Add(name);
                else findings.Add(OcsfProblemKind.UnknownProfile, new Place(new Place(place, "profiles"), "", index), "a profile of the schema", profile);
            }

            index++;
        }
    }

    private void CheckItem(OcsfItem item, JsonElement value, Place? at, int depth)
    {
        if (item.IsOpen || findings.IsFull) return;
        if (depth >= OcsfValidator.Deepest)
        {
            findings.Add(OcsfProblemKind.TooDeep, at, $"at most {OcsfValidator.Deepest} objects within objects", "more");
            return;
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (findings.IsFull) return;
            if (!Texts.TryName(member, out var name))
            {
                findings.Add(OcsfProblemKind.UnknownAttribute, at, $"an attribute of {item.Name}", "a name that is not Unicode");
                continue;
            }

            if (!present.Add(name)) findings.Add(OcsfProblemKind.Doubled, new Place(at, name), "one", "the same name again");
            if (member.Value.ValueKind == JsonValueKind.Null) present.Remove(name);
            CheckMember(item, name, member.Value, new Place(at, name), depth);
        }

        foreach (var attribute in item.Attributes.Values)
            if (attribute.Requirement == OcsfRequirement.Required && attribute.IsIn(applied) && !present.Contains(attribute.Name))
                findings.Add(OcsfProblemKind.MissingRequired, new Place(at, attribute.Name), attribute.Nested?.Name ?? attribute.Type.Name, "nothing");
        foreach (var constraint in item.Constraints) CheckConstraint(constraint, present, value, at);
        foreach (var name in present)
            if (item.Attributes.TryGetValue(name, out var attribute) && attribute is { Sibling: not null, Values.Count: > 0 } && present.Contains(attribute.Sibling))
                CheckSibling(attribute, attribute.Sibling, value, at);
    }

    private void CheckMember(OcsfItem item, string name, JsonElement value, Place place, int depth)
    {
        if (!item.Attributes.TryGetValue(name, out var attribute))
        {
            findings.Add(OcsfProblemKind.UnknownAttribute, place, $"an attribute of {item.Name}", value);
            return;
        }

        if (value.ValueKind == JsonValueKind.Null) return;
        if (!attribute.IsIn(applied))
            findings.Add(OcsfProblemKind.ProfileNotApplied, place, $"metadata.profiles to name {string.Join(" or ", attribute.Profiles)}", value);
        if (attribute.DeprecatedSince is { } since) findings.Add(OcsfProblemKind.Deprecated, place, $"another attribute, deprecated since {since}", value);
        if (!attribute.IsArray)
        {
            CheckValue(attribute, value, place, depth);
            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            findings.Add(OcsfProblemKind.WrongType, place, $"an array of {attribute.Nested?.Name ?? attribute.Type.Name}", value);
            return;
        }

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (findings.IsFull) return;
            CheckValue(attribute, element, new Place(place, "", index++), depth);
        }
    }

    private void CheckValue(OcsfAttribute attribute, JsonElement value, Place place, int depth)
    {
        if (attribute.Nested is not { } of) ValueCheck.Check(attribute, value, place, findings);
        else if (value.ValueKind != JsonValueKind.Object) findings.Add(OcsfProblemKind.WrongType, place, $"an object ({of.Name})", value);
        else
        {
            if (of.DeprecatedSince is { } since && attribute.DeprecatedSince is null) findings.Add(OcsfProblemKind.Deprecated, place, $"another object, deprecated since {since}", value);
            CheckItem(of, value, place, depth + 1);
        }
    }

    private void CheckConstraint(OcsfConstraint constraint, HashSet<string> present, JsonElement value, Place? at)
    {
        var held = 0;
        foreach (var path in constraint.Paths)
            if (path.Contains('.', StringComparison.Ordinal) ? IsThere(value, path) : present.Contains(path)) held++;
        if (constraint.JustOne ? held == 1 : held > 0) return;
        findings.Add(OcsfProblemKind.Constraint, at, $"{(constraint.JustOne ? "exactly" : "at least")} one of {string.Join(", ", constraint.Paths)}", held.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsThere(JsonElement value, string path)
    {
        foreach (var part in path.Split('.'))
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value)) return false;
        return value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>99 (other) carries the source's own word; every other value its caption.</summary>
    private void CheckSibling(OcsfAttribute attribute, string sibling, JsonElement item, Place? at)
    {
        if (attribute.IsArray || !item.TryGetProperty(attribute.Name, out var value) || !item.TryGetProperty(sibling, out var label)) return;
        if (value.ValueKind != JsonValueKind.Number || label.ValueKind != JsonValueKind.String || value.GetRawText() == "99") return;
        if (attribute.Values.TryGetValue(value.GetRawText(), out var known) && Texts.TryRead(label, out var text) && text != known.Caption)
            findings.Add(OcsfProblemKind.OtherCaption, new Place(at, sibling), $"the caption of {attribute.Name}, \"{known.Caption}\"", label);
    }

    private void CheckTypeUid(JsonElement document, OcsfClass eventClass)
    {
        if (!document.TryGetProperty("activity_id", out var activity) || activity.ValueKind != JsonValueKind.Number || !activity.TryGetInt32(out var id)) return;
        if (!document.TryGetProperty("type_uid", out var type) || type.ValueKind != JsonValueKind.Number || !type.TryGetInt64(out var uid)) return;
        var expected = (eventClass.Uid * 100L) + id;
        if (uid != expected) findings.Add(OcsfProblemKind.WrongTypeUid, new Place(null, "type_uid"), expected.ToString(CultureInfo.InvariantCulture), type);
    }
}
