using System.Text;
using Ward.Ingest.Decoders.Json;
using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Names;

/// <summary>
/// What Sysmon's and PowerShell's names mean in each of Sigma's categories, which took them over: taken from what the decoder does with the same
/// names, so that a rule asks for what is written. They hold for the category whoever fills it.
/// </summary>
internal static class SysmonNames
{
    /// <summary>Categories of the same events that the decoder tells apart by the event's own words.</summary>
    private static readonly string[] Registry = ["registry_add", "registry_delete"];

    internal static IReadOnlyList<FieldName> Table { get; } =
    [
        .. WindowsKinds.Sysmon.Concat(WindowsKinds.PowerShell).Select(k => k.Item2).Where(k => k.Category.Length > 0)
            .SelectMany(k => Rows(k.Category, k.Map)).Concat(Registry.SelectMany(c => Rows(c, WindowsMaps.SysmonRegistry))).Distinct(),
    ];

    private static IEnumerable<FieldName> Rows(string category, FieldMap map)
    {
        var only = new LogSource(category, "", "");
        return map.All.Select(row => new FieldName(NameView.Sigma, Encoding.UTF8.GetString(row.Name), Fields.PathOf(row.Value), only));
    }
}
