using System.Text.Json;

namespace Ward.Standards.Stix;

/// <summary>One object of a bundle or of a TAXII envelope.</summary>
/// <param name="Number">Its place, from 0.</param>
public abstract record BundleItem(int Number)
{
    public sealed record Read(int Number, StixObject Value) : BundleItem(Number);

    public sealed record Refused(int Number, string Reason) : BundleItem(Number);

    public static BundleItem Of(int number, JsonElement json) =>
        StixObjectReader.TryRead(json, out var read, out var reason) ? new Read(number, read) : new Refused(number, reason);
}
