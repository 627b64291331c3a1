/** The most frequent first. Made by `node scripts/train/frequentGrams.ts`. */
export const FREQUENT_GRAMS =
  '    tion----this thethe typeturneturretuhis.ctioportptiofuncionsurn unctnctioptionstconsstri conion  thiringtrinnst ject' +
  ' if  retexpoerrorrorxpor  reing    rort requ   cmentatio to statnamevalualue str pro   ibjecobjevar   colengparaableengt' +
  'ngth typfrom of aram for opt  ifarra   trrayconttateentinew for codefilelet defiefinnodedata is  fro stacallresurom eque' +
  'operuestindesultram testquesesulmberpropndexype ortsfine resand commumbe.lennumbreadvoid funsageessa in mporimpo new val' +
  'sionn thatchmessssag  thefaufaulaultwithparsintenter req and pardefaarseachequiruireequihttpundetextons    ss thnullcach' +
  'dentieldrope   lstarpertonteitio useinedscricessversworkate.case errent  notsign getthrooid  be trueonfindefsourourcurce' +
  'ient: streatted valihis chanrule or alidformclielienf thokentokeauthservcrea trueatecompconfproterattrac tha numstre com' +
  'ternitemsponexteode ate  voiicatrotofielresponseare not cripriptsizeponstingnfigect. witnextinfottps extdatector  leespo' +
  'baseof tect entsumentimextenratiertytarthrow objtterentrthat undmethtps:.pro letprompathhat omisromibacke co expntexlint' +
  'spec   pmiselink filis._ an annennelethohanntendthodaderhe creso intult trearentetchrn tgrpcbits as .comcatiendsschemand' +
  ' deflistchemormalatepres setion.attee thommaeof ersiypeorsioenerpeofnds leanmmanstru fal  stelse cal nulonlytialchecutil' +
  'rns argurgumgumeesoloutpurnsectie refetctive   e: nuhemautputputeadeerve creheckotypideniterrow otottotyhe specttrucruct' +
  'ceptfalsalsereamlse use nstrescrt iname lues traheadsolvboolther vermatcance.getase ertiolveprocoleaons.ooleatedement th' +
  'ble ypeslices a rkert tysed  nam keyditiallbt rellbalbacanger thnstaifiejson tesrt tounted tallowaitith  patroceocespatt' +
  'rts.llow itesingpartink ionacateword   f metinstfferressduleisteatordesct dedeclcounmoduodullineeclaningglobthenclar rea' +
  ' var inse inrver: trng tnproest tera   antitt cotablnvalmplelemed tolue pecihen stangth symbymbombol  ge impctede stexpe' +
  'indotatuatusgetsprojrojeojec   ginit sou all codparetityrn nspan  prawaiace claslassommetric whetifiding autloadmmenon t' +
  'rfacface dececte casckets toterfin txpecestiejecbuffuffe threrfawindorkequerratenly er tndows.recharregee oflect wor.exp' +
  'ueryinvaegex_outreseusedent. on age flat chaill ecif arr.reahandasseucto   bype.es tenum arerangsupptentprivrivavateeven' +
  'olicivat elseditpasss inwritbyte accactilocametato ttureror ndle booarenpoliaccoar randlstenstal spees a cacs.lewills an' +
  ' priknowccouext cingits tch  canilesesli  cae cantiater inpunputlare messlinestr wil preset _getexcerejeuinto th fieall ' +
  'copyonalmode  vapdatsynchave: recred regificedene tonten nodnowntale a sor tventst e indredeupdance nitiprovpushrt d log' +
  'rictile s noassisertype:tatiout loggbreareak it hereissussuelatirovi.defkeyshe racinuser inf_chadex nelzow nd thmarklicy' +
  'clude.le ser che by args.statils end.conrmatenamt ofracintin   htenew nealizeveris.ct toccesned rect: bohelp.typed i whi' +
  ' argcatc.pusis.rder he praceimpl opeperaxcepernarestoviders pe: overriesholdnknolete disvidelizeode.epro ruliredunknight' +
  'uppopporg thctivratobuiltrieartsollelast.mapid: tresocke lruse iaccee a  anyopenlrucrucaucacs.mahingwhen.res   w   netyp' +
  'st cencodonlche._grprpc_pc_cc_chelz_lz_vnaryeterher  tok maticent bee prestc addtry ludeaborbortfini lenensee isinclnclu' +
  'eld put gesteadoadonsterdireirecters schust rtedstorentesserinflded ave lockdeleplic grp spa copatese foecon timcurr has' +
  'ficaass ssioouldst sdeco.calrityracteldssocknflas re runcensait ugged inre comprepti repavaivailtran.nexgeneext_ticaeres' +
  'les ssigapplgexp outrefetancemptcifimpreggeres: .opt: grcustustostome ifexectribribuibut gen sig supdersessins ts fo hav' +
  ' datortentrielemrpc.ing.amesw er youigna basmusthe tasynive collity    vfereies eparultstailrts fail modelet   dstcaecur' +
  'can .parntryontroggerelaransartisuggggeseferiginutheingsess estaurreownpwnprentaeren att   m recionineranfo.tiesoundplac' +
  'laceenceon at ise: tet rntidscapritet.exon iothe desloweent:ecoris.stadas.coesca:funules entis.pstiooriglikefiern reis a' +
  ' invns aecreadatecod  indlerflaglangpingt caremohe euilded b.setrser: pr   ost rn neetadeachcentodestes ttypet tif t htt' +
  'rabluld he fmapptained ato aetryt.derrenrameon oswitlleceerringc: vo bitgetttoptrt issed  pacert claemapconnulting a sho' +
  'aratflow inpterme se.orgrepotem se san a musunti  exsworativ ref eveorit.strdispqualemitkey ermihe ae deretrorretlininep' +
  'nablbuteectoule einfsswo cli rejsue.rigints blesevelattrpreforkirnalor able:ore condamplrn erdatprevgithithuthubrencnal ' +
  ' cornticst bontaber ntifnt: reacetse - the ired  sect exdebuetaiata appippinointrecohe oeouthe l__ouchmeestercem one enu' +
  'erabe.realles armetevaridistcapetseratichent detues forenionstrme ancemaate:xecuecutostragesoffsffsefsetuniondere usmpty' +
  'ine fiedntaitorychinto cpesc gloor cende uniequaerdaget he nnge is ict.dew ereceametyou  unksecrsplisitiassw- thdetengur' +
  'poinnnecneprncodrtifslicoptseset.js.st taturfiguigurata.t_intele pospipewhil a cy thenab  trlid  curshouhoulackaregideta' +
  'cretar tgmenperfverdl_inhilen a tconwhichiche sphostonmeocattreeest.onneplated fstinecomere examxampe: selatis.ltostase.' +
  'extr breexpaxpanrkitkiteed ohe mrtiest ainguend proxroxyer ome: e exrn r.forack ntraet ois.eposipandaftefterte: subsame:' +
  'blocold lida.creariaallyd bypopumanaanagumerync  han queevalcorrxtrapeinrighrt cviceew tgurlers.rorsvertneed incdstaytes' +
  '.biterviines a pnagelue:rn fininpackthorharae filenas.tyn ins cois nleasscoparednoptpendndine paidatst poadeopupocalmini' +
  'eports t rem ideonveich  lisons:uthoepate.conatis wie vaure copeat tle: convull t vaext.aterseriult.ageirue  heat.geiabl' +
  'imeomeou tryst ot harn s.valsubcoratof al be cus.has  foresh linause.reqosit _grpeerestseprenecte op mayt pr wine iturat' +
  'cecolevehashhub.atintor ialin toet i pasbledany nts.tere utippli persegmegmemetrts.t edicoreypee othled nveratet subloba' +
  'oballowson fauto.slietliis.o sizrt fll bld ten tnumeart may ontispacttriew urevi.ava licken s ofied addrpliton ssablche ' +
  'irsttemshtml.bytinalan on is we elinis sode:h thckagkageion:agedd forowsray missesseail_ng fiptihasoule.th tpacet en sym' +
  'joinrforansfr re.nameck one st iiledowerer:  app.infpose.ass locangukets txtxt_iemasnk lub.cb.coplemt fuynam exce.exor e' +
  'refrfresompasomeeriaerfofirseadanguaguaguagetcask lrin as extfortemeling maxetriefrelicailen onltectretldeeprn aprogthin' +
  'king waswas n paords.fil.chayworruni asst forage a ntempnmenepla  brs.pris.fypei_ind   ued wed st stor: ng ioughtomaects' +
  'ast exitial ts ate te witproasowsownmerasecotenabe aclosr colepafinddisaath.lagssbasicti.modrvicrmin buid reattattacsere' +
  '.mesodelon poutertiais.btnodyielonsbnsbat wirogrppert firopt neerialtachailsenviasernsperty   ensettrediette catibleven ' +
  '.endsuccucceonidles.tinuunidsofte ore enlderng ohod t idnerrriabizatzatitoredtyps.st loatchememolly move no ailey oforde' +
  'ize et ereplcrypryptn_inkeyweywossorroutazurzureer ie asidedsent  ser int anebuggurarefignal uintchinoregeid fettrm.ommo' +
  'st femovnd tulatror.ntreenanlledt paefix.joiissi tag.wriis tusintinfptortargargear ness. exieoptindibody urlensiignolt f' +
  'rootdictan ecros actmmonr ofce trce efor awa hololdeendierse dirileponer_in_derr.tese tepelieaseonreres e.jsfer e fuon c' +
  'losen co aboory ercear et faessoin_ie nohang  ty popispont tnse e maver se td.tssharharegetonant  lons: thouingiisabtcha' +
  'gnorata:ify is.d rouraybmas.traled uw tys iss set.coget:  el heraitecleager own ses t as  derams.tosnvirviroironronmthan' +
  ' stolterwstaondisposis cereqd ofsecu delverror impatgconntat.argithoct ige: of en array.emaifixeght to bs prndpont iise ' +
  'lici butof s at ubliinglinsp src ranexp  nonipel usi.d.t exestemmatirninappeainilabln ofon: ngcos.pu envnded lasarke __a' +
  'achmhmeno bean iprecd wi shasystysteime   fussinng steva.errage:rcodical.indpublultvrcecadinculat linse.f it rel faiue: ' +
  'but ittet norder: unhoutor m.metofils.ingrous.opompimpile undoess.jsizedto rt maentlhas  id ath s.enverb.subionfs.finsio' +
  '-esletecmit endpesent oprgetcordccept seist utesm thnsetrrelrsedeserurnernedte.l.datandafallker.is.i yie heltic he vn ob' +
  'ypedograintock:  manmainate_owstrmanutev  hocribitabcoraert.__aw_awaltid upd a t';
