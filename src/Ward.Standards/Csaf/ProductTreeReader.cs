using Ward.Standards.Json;

namespace Ward.Standards.Csaf;

/// <summary>The product tree (CSAF 2.0, 3.2.2): branches, products outside it, combinations, groups.</summary>
internal sealed class ProductTreeReader
{
    public Dictionary<string, CsafProduct> Products { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of products by id of their group.</summary>
    public Dictionary<string, IReadOnlyList<string>> Groups { get; } = new(StringComparer.Ordinal);

    public void Read(JsonField tree)
    {
        foreach (var branch in tree["branches"].Items("a list of branches")) ReadBranch(branch, []);
        foreach (var product in tree["full_product_names"].Items("a list of products")) Add(product, [], []);
        foreach (var relation in tree["relationships"].Items("a list of relationships"))
            Add(relation["full_product_name"], [], [Referred(relation["product_reference"]), Referred(relation["relates_to_product_reference"])]);
        foreach (var group in tree["product_groups"].Items("a list of groups"))
            if (group["group_id"].Text("the id of the group") is { Length: > 0 } id && !Groups.TryAdd(id, [.. group["product_ids"].Items("a list of product ids").Select(Referred)]))
                group["group_id"].Wrong("an id that no other group has");
    }

    /// <summary>The product ids of a list; one that the tree does not hold is reported (CSAF 2.0, test 6.1.1).</summary>
    public IReadOnlyList<string> ReferAll(JsonField list) => [.. list.Items("a list of product ids").Select(Referred).Where(id => id.Length > 0)];

    public IEnumerable<string> ReferGroups(JsonField list)
    {
        foreach (var group in list.Items("a list of group ids"))
        {
            if (group.Peek is { } id && Groups.TryGetValue(id, out var products))
                foreach (var product in products) yield return product;
            else group.Wrong("the id of a group of the product tree", Groups.Keys);
        }
    }

    // As deep as the document, whose depth is bounded.
    private void ReadBranch(JsonField branch, IReadOnlyList<CsafBranch> above)
    {
        if (!branch.IsObject("a branch")) return;
        IReadOnlyList<CsafBranch> path = [.. above, new CsafBranch(branch["category"].Text("the category of the branch"), branch["name"].Text("the name of the branch"))];
        if (branch["product"] is { IsAbsent: false } product) Add(product, path, []);
        foreach (var next in branch["branches"].Items("a list of branches")) ReadBranch(next, path);
    }

    private void Add(JsonField product, IReadOnlyList<CsafBranch> path, IReadOnlyList<string> parts)
    {
        if (!product.IsObject("a product with product_id and name")) return;
        var id = product["product_id"].Text("the id of the product");
        var name = product["name"].Text("the name of the product");
        var helper = product["product_identification_helper"];
        if (id.Length == 0) return;
        var read = new CsafProduct(id, name, path, helper["cpe"].TextOrNull(), helper["purl"].TextOrNull(), helper["model_numbers"].Texts(), helper["serial_numbers"].Texts(), parts);
        if (!Products.TryAdd(id, read)) product["product_id"].Wrong("an id that no other product has");
    }

    private string Referred(JsonField field)
    {
        if (field.Peek is { } id && Products.ContainsKey(id)) return id;
        field.Wrong("the id of a product of the product tree", Products.Keys);
        return "";
    }
}
