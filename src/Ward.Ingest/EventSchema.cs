using Ward.Standards.Ocsf;

namespace Ward.Ingest;

/// <summary>OCSF with Ward's profile <c>ward/ot</c> laid in: the types and requirements of everything that <see cref="Fields"/> names.</summary>
public static class EventSchema
{
    /// <summary>The profile's name in metadata.profiles.</summary>
    public const string OtProfile = "ward/ot";

    private static readonly Lazy<OcsfSchema> Shared = new(() => OcsfSchema.Read(OcsfSchema.OpenTable(), OpenOtTable()));

    /// <summary>Read when first asked for. Thread-safe.</summary>
    public static OcsfSchema Current => Shared.Value;

    private static StreamReader OpenOtTable() =>
        new(typeof(EventSchema).Assembly.GetManifestResourceStream("ot.tsv") ?? throw new InvalidOperationException("The assembly lacks its OT table."));
}
