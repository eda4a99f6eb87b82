using Ward.OcsfTables;
using Ward.Standards.Ocsf;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>A schema folder written by a test: a few lines that hold one rule each.</summary>
internal sealed class SmallSchema : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-ocsf-").FullName;

    internal SmallSchema()
    {
        File("version.json", """{"version":"9.9.9"}""");
        File("categories.json", """{"attributes":{"iam":{"uid":3,"caption":"Identity"}}}""");
        Dictionary(
            """
            "activity_id":{"caption":"A","type":"integer_t","sibling":"activity_name","enum":{"0":{"caption":"Unknown"},"99":{"caption":"Other"}}},
            "activity_name":{"caption":"A","type":"string_t"},
            "class_uid":{"caption":"C","type":"integer_t"}, "category_uid":{"caption":"C","type":"integer_t"}, "type_uid":{"caption":"T","type":"long_t"},
            "time":{"caption":"T","type":"timestamp_t"}, "name":{"caption":"N","type":"string_t"}, "port":{"caption":"P","type":"port_t"},
            "user":{"caption":"U","type":"user"}, "users":{"caption":"U","type":"user","is_array":true}, "old":{"caption":"O","type":"string_t","@deprecated":{"message":"m","since":"1.1.0"}}
            """);
        File("objects/user.json", """{"name":"user","caption":"User","attributes":{"name":{"requirement":"optional"}},"constraints":{"at_least_one":["name"]}}""");
        File("events/base.json",
            """
            {"name":"base_event","caption":"Base Event","category":"other","attributes":{
              "activity_id":{"requirement":"required"},"activity_name":{"requirement":"optional"},"class_uid":{"requirement":"required"},
              "category_uid":{"requirement":"required"},"type_uid":{"requirement":"required"}}}
            """);
    }

    internal SmallSchema Dictionary(string attributes, string folderOf = "") =>
        File(folderOf + "dictionary.json", "{\"attributes\":{" + attributes + "}" + (folderOf.Length > 0 ? "}" :
            ""","types":{"attributes":{"string_t":{"caption":"S"},"integer_t":{"caption":"I"},"long_t":{"caption":"L"},"timestamp_t":{"caption":"T","type":"long_t"},"datetime_t":{"caption":"D","type":"string_t","regex":"^\\d{4}$"},"port_t":{"caption":"P","type":"integer_t","range":[0,65535]},"name_t":{"caption":"N","type":"string_t","max_len":4}}}}"""));

    internal SmallSchema File(string path, string text)
    {
        var at = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        System.IO.File.WriteAllText(at, text);
        return this;
    }

    internal string Table() => OcsfTable.Make(folder);

    internal OcsfSchema Read() => OcsfSchema.Read(new StringReader(Table()));

    public void Dispose() => Directory.Delete(folder, true);
}
