using System.Security.Cryptography;
using System.Text;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>Reads a city from its YAML text (docs/reference/city.md). Pure and thread-safe; no text makes it throw.</summary>
public static class CityReader
{
    /// <param name="file">The name by which problems call the file.</param>
    public static CityReading Read(string file, string text)
    {
        var problems = new ProblemList(file);
        var warnings = new ProblemList(file);
        if (YamlFields.Read(text, problems) is not { } root) return new CityReading.Refused(problems.Sorted());

        var id = root["id"].Parsed(Names.Expected, Names.TryId, "city");
        var name = root["name"].Text("the city's name");
        var draft = new CityDraft(root, warnings);
        var zones = ZoneReader.Read(draft);
        var assets = AssetReader.Read(draft, zones);
        var services = ServiceReader.Read(draft);
        var accounts = AccountReader.Read(draft);
        var flows = FlowReader.Read(draft, assets);
        var exposures = ExposureReader.Read(draft, assets);
        var elements = ElementReader.Read(draft, zones, assets);
        var protection = ProtectionReader.Read(draft);
        root.Close();

        if (problems.Count > 0) return new CityReading.Refused(problems.Sorted());
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var city = new CityModel(new CityId(id), name, version, zones, assets, services, accounts, flows, exposures, elements, protection);
        return new CityReading.Read(city, warnings.Sorted());
    }
}
