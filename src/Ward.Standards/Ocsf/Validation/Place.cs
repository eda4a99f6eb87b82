using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.Standards.Ocsf.Validation;

/// <summary>Where in the document; made a text only where there is a problem.</summary>
internal sealed record Place(Place? Above, string Name, int Index = -1)
{
    public override string ToString()
    {
        var own = Index < 0 ? Shown(Name) : $"[{Index.ToString(CultureInfo.InvariantCulture)}]";
        return Above is null ? own : Index < 0 ? $"{Above}.{own}" : $"{Above}{own}";
    }

    private static string Shown(string name) => Printable.Of(name.Length <= 80 ? name : name[..80] + "…");
}
