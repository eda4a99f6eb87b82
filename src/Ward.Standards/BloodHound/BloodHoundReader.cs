using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.BloodHound;

/// <summary>
/// Reads what collectors for BloodHound write (SharpHound and others; meta.version 4 to 6): one JSON file of users, groups, computers or domains, or the zip of them.
/// An object at a time; files of other kinds (GPOs, certificates) are passed over. Bounds: <see cref="MostObjects"/> objects, <see cref="Largest"/> bytes unpacked.
/// </summary>
public static class BloodHoundReader
{
    public const int MostObjects = 2_000_000;

    public const int MostEdges = 1_000;

    /// <summary>Unpacked bytes of all files together.</summary>
    public const long Largest = 8L * 1024 * 1024 * 1024;

    private const int MostFiles = 1_000;

    /// <param name="from">Of a zip it must be one in which can be sought.</param>
    /// <returns>Null, with the problem added, where it is no such file or one of its files breaks off.</returns>
    public static DirectoryCollection? Read(Stream from, ProblemList problems)
    {
        var builder = new CollectionBuilder(problems);
        try
        {
            var head = new byte[4];
            from.Seek(-from.ReadAtLeast(head, 4, throwOnEndOfStream: false), SeekOrigin.Current);
            if (!head.AsSpan().SequenceEqual("PK\u0003\u0004"u8)) return File(from, "", builder, problems) ? builder.Done() : null;
            using var zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            var left = Largest;
            foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostFiles))
            {
                left -= entry.Length;
                if (left < 0)
                {
                    problems.Add(0, Printable.Of(entry.FullName), string.Create(CultureInfo.InvariantCulture, $"at most {Largest} bytes unpacked"), "more");
                    return null;
                }

                // What unpacks to more than the zip says is no honest one.
                using var bounded = new BoundedStream(entry.Open(), entry.Length);
                if (!File(bounded, Printable.Of(entry.FullName), builder, problems)) return null;
            }

            if (builder.Files == 0) problems.Add(0, "", "JSON files of a collector in the zip", "none");
            return builder.Files == 0 ? null : builder.Done();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException)
        {
            problems.Add(0, "", "a collection that can be read to its end", Printable.Of(fault.Message));
            return null;
        }
    }

    private static bool File(Stream from, string name, CollectionBuilder builder, ProblemList problems)
    {
        var items = new JsonItems(from, "data");
        try
        {
            builder.Begin(name);
            var number = 0;
            foreach (var item in items.Read()) builder.Take(item, number++);
        }
        catch (JsonException fault)
        {
            problems.Add((int)Math.Clamp((fault.LineNumber ?? -1) + 1, 0, int.MaxValue), name, "a JSON object with data and meta", Printable.Of(fault.Message));
            return false;
        }

        return builder.End(items.Others.TryGetValue("meta", out var meta) ? meta : null);
    }
}
