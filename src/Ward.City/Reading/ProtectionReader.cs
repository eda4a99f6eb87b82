namespace Ward.City.Reading;

internal static class ProtectionReader
{
    public static Protection Read(CityDraft draft)
    {
        var field = draft.Root["protected"];
        if (field.MappingOrNull() is not { } fields)
        {
            if (field.IsAbsent)
                draft.Warnings.Add(draft.Root.Line, "protected", "what no measure may ever touch (management, DNS, domain controllers, emergency services)", "nothing");
            return Protection.None;
        }

        var protection = new Protection(
            [.. fields["networks"].Items("a list of networks").Select(Addresses.Network).OfType<System.Net.IPNetwork>()],
            [.. draft.Assets.ReferAll(fields["assets"]).Select(a => new AssetId(a))],
            [.. draft.Accounts.ReferAll(fields["accounts"]).Select(a => new AccountId(a))],
            [.. draft.Flows.ReferAll(fields["flows"]).Select(f => new FlowId(f))]);
        fields.Close();
        return protection;
    }
}
