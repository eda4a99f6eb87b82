using System.Collections;
using System.Reflection;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Names;

/// <summary>Every log source that some decoder can write, found by looking through what their types hold: a list by hand would be wrong soon.</summary>
internal static class ProducedSources
{
    private const int Deepest = 8;

    public static IReadOnlyList<(string Decoder, LogSource Source)> All { get; } = Collect();

    private static List<(string, LogSource)> Collect()
    {
        var found = new HashSet<(string, LogSource)>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var type in typeof(DecoderSet).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Ward.Ingest.Decoders", StringComparison.Ordinal) == true && !t.ContainsGenericParameters))
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !f.IsLiteral && !f.FieldType.IsByRefLike))
                Look(field.GetValue(null), type.Name, found, seen, 0);
        return [.. found.OrderBy(f => f.Item2.ToString(), StringComparer.Ordinal)];
    }

    private static void Look(object? value, string owner, HashSet<(string, LogSource)> found, HashSet<object> seen, int depth)
    {
        if (value is null or string || depth > Deepest) return;
        if (value is LogSource source)
        {
            found.Add((owner, source));
            return;
        }

        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is Delegate or Type || (!type.IsValueType && !seen.Add(value))) return;
        if (value is IEnumerable many && (type.IsArray || type.Assembly != typeof(DecoderSet).Assembly))
        {
            if (value is byte[] or char[]) return;
            foreach (var item in many) Look(item, owner, found, seen, depth + 1);
            return;
        }

        if (type.Assembly != typeof(DecoderSet).Assembly && !type.IsGenericType) return;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !f.FieldType.IsPointer && !f.FieldType.IsByRefLike))
            Look(field.GetValue(value), owner, found, seen, depth + 1);
    }
}
