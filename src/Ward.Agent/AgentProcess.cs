using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ward.Agent.Collecting;
using Ward.Agent.Enrolling;
using Ward.Agent.Keeping;
using Ward.Agent.Sensing;
using Ward.Agent.Serving;
using Ward.Agent.Watching;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Nftables;
using Ward.Elements.Nginx;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Agent;

/// <summary>The whole agent: keeps its leases from the first moment, enrols once, then serves until stopped.</summary>
internal sealed class AgentProcess(AgentOptions options, TimeProvider time, ILogger log, TextWriter screen)
{
    private static readonly object RoleKey = new();

    private (long At, IReadOnlyList<IPAddress> Addresses) own = (0, []);

    /// <summary>0 when stopped; 1 with words on the screen where it cannot start.</summary>
    public async Task<int> Run(CancellationToken stop)
    {
        Directory.CreateDirectory(options.State);
        // A watchdog looks at this lock for a moment now and then.
        using var alone = await FileLock.Take(Watchdog.AgentLock(options.State), TimeSpan.FromSeconds(1), time, stop);
        if (alone is null)
        {
            await screen.WriteLineAsync($"another agent keeps {options.State}");
            return 1;
        }
        await File.WriteAllLinesAsync(Watchdog.ElementsFile(options.State), options.Elements.Select(e => e.Text), stop);
        var clock = LeaseClock.OfThisMachine(time);
        var drivers = new Dictionary<string, IElementDriver>(StringComparer.Ordinal);
        foreach (var spec in options.Elements)
            drivers[spec.Name] = spec.Nginx is { } nginx ? new NginxDriver(nginx, options.State, clock, log) : new NftablesDriver(OpenNft(), options.Protected, clock, log);
        using var keeper = new LeaseKeeper(drivers, new LeaseFolder(options.State), clock, log);
        // Leases come first: they end on time whether or not anybody commands.
        await keeper.Start(stop);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var needsWatchdog = drivers.Values.Any(d => !d.EndsByItself);
        var clockwork = new Clockwork(keeper, () => { if (needsWatchdog) KeepWatchdog(); }, log).Run(halt.Token);
        using var identity = AgentIdentity.Open(options.State);
        // What happens before the city knows the agent is collected too.
        using var spool = OpenSpool();
        var collection = spool is null ? Task.CompletedTask : new Collection(Collectors.Of(options.Collect!, spool, time), spool, time, log).Run(halt.Token);
        try
        {
            if (identity.Certificate is null && !await Enrol(identity, stop))
                return 1;
            await Serve(keeper, identity, spool, stop);
            return 0;
        }
        finally
        {
            await halt.CancelAsync();
            await clockwork;
            await collection;
            foreach (var driver in drivers.Values)
                driver.Dispose();
        }
    }

    /// <summary>Null where nothing is collected, or the disk does not let it: elements are served all the same.</summary>
    private Spool? OpenSpool()
    {
        try
        {
            return options.Collect is { } asked ? Spool.Open(Path.Combine(options.State, "spool"), asked.SpoolBytes, time) : null;
        }
        catch (Exception wrong) when (options.Elements.Count > 0 && wrong is IOException or UnauthorizedAccessException)
        {
            AgentLog.CollectorFailed(log, "the spool", wrong.Message);
            return null;
        }
    }

    private static INft OpenNft() => NftLibrary.TryOpen() is { } library ? library : new NftProcess("nft");

    private void KeepWatchdog()
    {
        using var free = FileLock.Try(Watchdog.LockFile(options.State));
        if (free is null)
            return;
        free.Dispose();
        Daemon.Start("watchdog", "--state", options.State);
        AgentLog.WatchdogStarted(log);
    }

    private async Task<bool> Enrol(AgentIdentity identity, CancellationToken stop)
    {
        var code = RandomNumberGenerator.GetBytes(16);
        var printed = OneTimeCode.Print(code);
        var desk = new EnrolmentDesk(identity, code, time, log);
        var settled = new TaskCompletionSource();
        using var temporary = identity.Temporary(time.GetUtcNow());
        await using (var listener = await Listener.Start(options.Listen, temporary, null, context => ServeEnrolment(context, desk, settled), log, stop))
        {
            if (options.CodeFile is { } file)
                DurableFile.Replace(file, Encoding.ASCII.GetBytes(printed + "\n"));
            await screen.WriteLineAsync($"awaiting enrolment: {listener.Address}");
            await screen.WriteLineAsync($"code: {printed}");
            await screen.FlushAsync(stop);
            while (!desk.IsVoid)
                await Task.WhenAny(settled.Task, Task.Delay(TimeSpan.FromSeconds(1), time, stop)).Unwrap();
        }
        if (options.CodeFile is { } written)
            File.Delete(written);
        if (desk.Enrolled)
            return true;
        await screen.WriteLineAsync("the code is void; start the agent again for a new one");
        return false;
    }

    private static async Task ServeEnrolment(HttpContext context, EnrolmentDesk desk, TaskCompletionSource settled)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path.Value != WardProfile.EnrolmentPath)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = desk.Answer(EnrolmentMessage.Read(body.ToArray()));
        context.Response.StatusCode = answer.Step == EnrolmentMessage.Refused ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        // The listener ends with the code: the last answer must arrive before its connection goes.
        if (desk.IsVoid)
            context.Response.Headers.Connection = "close";
        await context.Response.Body.WriteAsync(answer.Print(), context.RequestAborted);
        await context.Response.CompleteAsync();
        if (desk.IsVoid)
            settled.TrySetResult();
    }

    private async Task Serve(LeaseKeeper keeper, AgentIdentity identity, Spool? spool, CancellationToken stop)
    {
        var authority = identity.Authority!;
        var spared = new ProtectedSet(options.Protected, options.BroadestV4, options.BroadestV6);
        using var probes = new ServiceProbes();
        using var limit = new TokenBucketRateLimiter(new()
        {
            TokenLimit = options.RateLimit, TokensPerPeriod = Math.Max(1, options.RateLimit / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        });
        var consumer = new Consumer(keeper, new Witness(keeper, probes), spared, options, OwnAddresses);
        var endpoint = new OpenC2Endpoint(consumer, RoleOf, time, limit, log);
        using var collect = spool is null ? null : new CollectEndpoint(spool, RoleOf, time, log, stop);
        await using var listener = await Listener.Start(options.Listen, identity.Certificate!, IsAccepted,
            context => collect is not null && context.Request.Path.Value == WardProfile.CollectPath ? collect.Serve(context) : endpoint.Serve(context), log, stop);
        await screen.WriteLineAsync($"serving: {listener.Address}");
        await screen.FlushAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        bool IsAccepted(System.Security.Cryptography.X509Certificates.X509Certificate2 client) =>
            CityCertificate.RoleOf(client, authority, asClient: true, time.GetUtcNow()) is WardProfile.ProducerRole or WardProfile.ReleaseRole;

        // The certificate was checked in the handshake; its role is read once for each connection, and its end for each command.
        string? RoleOf(HttpContext context)
        {
            if (context.Connection.ClientCertificate is not { } client || client.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime)
                return null;
            var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
            if (items?.TryGetValue(RoleKey, out var known) == true)
                return (string?)known;
            var role = CityCertificate.RoleOf(client, authority, asClient: true, time.GetUtcNow());
            items?[RoleKey] = role;
            return role;
        }
    }

    // Asked anew every few seconds: addresses come and go, and listing them costs more than a whole command.
    private IReadOnlyList<IPAddress> OwnAddresses()
    {
        var (at, known) = own;
        if (known.Count == 0 || time.GetElapsedTime(at) > TimeSpan.FromSeconds(5))
            own = (time.GetTimestamp(), known = [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)]);
        return known;
    }
}
