using System.Buffers.Text;
using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

/// <summary>file, artifact and process: parsed so that a bad one is refused; no element of Ward acts on them.</summary>
internal static class ShapeReader
{
    public static OpenC2Target.File? ReadFile(Refusals r, JsonElement e, string where)
    {
        if (!r.IsObject(e, where))
            return null;
        string? name = null, path = null;
        FileHashes? hashes = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "name": name = r.Text(member.Value, "file.name"); break;
                case "path": path = r.Text(member.Value, "file.path"); break;
                case "hashes": hashes = ReadHashes(r, member.Value); break;
                default: r.Unknown(where, member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new(name, path, hashes);
    }

    public static OpenC2Target? ReadArtifact(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "artifact"))
            return null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "mime_type": r.Text(member.Value, "mime_type"); break;
                case "hashes": ReadHashes(r, member.Value); break;
                case "payload": ReadPayload(r, member.Value); break;
                default: r.Unknown("artifact", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new OpenC2Target.Shaped("artifact", Refusals.Compact(e));
    }

    public static bool ReadProcess(Refusals r, JsonElement e, string where, int depth)
    {
        if (depth > 8)
            r.Refuse<object>("process has too many parents");
        if (r.Failed || !r.IsObject(e, where))
            return false;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "pid": r.Integer(member.Value, "pid", 0, long.MaxValue); break;
                case "name" or "cwd" or "command_line": r.Text(member.Value, $"{where}.{member.Name}"); break;
                case "executable": ReadFile(r, member.Value, "executable"); break;
                case "parent": ReadProcess(r, member.Value, "parent", depth + 1); break;
                default: r.Unknown(where, member.Name); break;
            }
            if (r.Failed)
                return false;
        }
        return true;
    }

    private static void ReadPayload(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "payload"))
            return;
        if (e.GetPropertyCount() != 1)
            r.Refuse<object>("payload is either bin or url");
        foreach (var member in e.EnumerateObject())
        {
            if (member.Name == "bin" && r.Text(member.Value, "bin", 1 << 20) is { } bin && !Base64Url.IsValid(bin) && !Base64.IsValid(bin))
                r.Refuse<object>("bin is not base64url");
            else if (member.Name == "url")
                TextShapes.Read(r, "uri", member.Value);
            else if (member.Name != "bin")
                r.Unknown("payload", member.Name);
        }
    }

    private static FileHashes? ReadHashes(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "hashes"))
            return null;
        string? md5 = null, sha1 = null, sha256 = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "md5": md5 = Hex(r, member, 32); break;
                case "sha1": sha1 = Hex(r, member, 40); break;
                case "sha256": sha256 = Hex(r, member, 64); break;
                default: r.Unknown("hashes", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new(md5, sha1, sha256);
    }

    private static string? Hex(Refusals r, JsonProperty member, int digits) =>
        r.Text(member.Value, member.Name) is not { } text ? null
        : text.Length == digits && text.All(char.IsAsciiHexDigit) ? text
        : r.Refuse<string>($"{member.Name} is not {digits} hexadecimal digits");
}
