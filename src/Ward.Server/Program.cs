using Ward.Server.Hosting;
using Ward.Server.Settings;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(OptionsReader.Usage);
    return 0;
}

if (!OptionsReader.TryRead(args, out var options, out var error))
{
    Console.Error.WriteLine($"ward: {error}");
    Console.Error.WriteLine(OptionsReader.Usage);
    return 2;
}

return await WardServer.Run(options);
