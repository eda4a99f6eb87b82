using Ward.Standards.Json;

namespace Ward.Standards.Cvss;

/// <summary>Vectors in documents of others.</summary>
public static class CvssFields
{
    /// <summary>The vector in a field of a document; null where absent, or (reported, with metric and place) where it is none.</summary>
    public static CvssVector? Vector(this JsonField field)
    {
        if (field.IsAbsent) return null;
        if (field.Peek is not { } text)
        {
            field.Wrong("a CVSS vector");
            return null;
        }

        if (CvssVector.TryRead(text, out var vector, out var error)) return vector;
        field.Wrong($"a CVSS vector: {error}");
        return null;
    }
}
